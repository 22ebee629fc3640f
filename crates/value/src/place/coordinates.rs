//! Positions written as numbers: "33°30′21″N 36°16′11″E", "33.5057; 36.2696".

/// The position that a mention consists of, in degrees north and east.
pub(super) fn position(words: &str) -> Option<(f64, f64)> {
    if words.len() > 80 || !words.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '−' | '+'))
    {
        return None;
    }
    let mut numbers: Vec<(f64, char)> = Vec::new();
    let mut directions = Vec::new();
    let mut letters = words.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '0'..='9' => {
                let mut end = at + 1;
                while let Some(&(next, _)) = letters.peek().filter(|it| it.1.is_ascii_digit() || it.1 == '.') {
                    end = next + 1;
                    letters.next();
                }
                let number: f64 = words[at..end].trim_end_matches('.').parse().ok()?;
                let sign = if words[..at].ends_with(['-', '−']) { -1.0 } else { 1.0 };
                numbers.push((sign * number, letters.peek().map_or(' ', |it| it.1)));
            }
            'N' | 'S' | 'E' | 'W' => directions.push((numbers.len(), letter)),
            '°' | '′' | '″' | '\'' | '"' | '’' | '”' | ',' | ';' | '/' | '-' | '−' | '+' | '.' => {}
            _ if letter.is_whitespace() => {}
            _ => return None,
        }
    }
    let angle = |parts: &[(f64, char)]| -> Option<f64> {
        let value = match parts {
            [(degrees, _)] => *degrees,
            [(degrees, '°'), (minutes, _)] if *minutes < 60.0 => degrees + minutes / 60.0,
            [(degrees, '°'), (minutes, _), (seconds, _)] if *minutes < 60.0 && *seconds < 60.0 => {
                degrees + minutes / 60.0 + seconds / 3600.0
            }
            _ => return None,
        };
        Some(value)
    };
    let (north, east) = match directions[..] {
        [(first, north @ ('N' | 'S')), (second, east @ ('E' | 'W'))] if second == numbers.len() && first < second => {
            let signed = |value: f64, negative: bool| if negative { -value } else { value };
            (signed(angle(&numbers[..first])?, north == 'S'), signed(angle(&numbers[first..])?, east == 'W'))
        }
        // Two bare numbers may be anything, unless they are precise.
        [] if numbers.len() == 2 && words.matches('.').count() == 2 => (numbers[0].0, numbers[1].0),
        _ => return None,
    };
    (north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn positions_are_read() {
        let close = |words, north: f64, east: f64| {
            let found = position(words).unwrap();
            assert!((found.0 - north).abs() < 0.001 && (found.1 - east).abs() < 0.001, "{words}: {found:?}");
        };
        close("33°30′21″N 36°16′11″E", 33.5058, 36.2697);
        close("33.783°N 44.500°E", 33.783, 44.5);
        close("33.783; 44.500", 33.783, 44.5);
        close("12°2'S, 77°1'W", -12.033, -77.017);
        close("-12.05, -77.05", -12.05, -77.05);
        for other in ["33 dead", "5.5 percent", "10-12", "2016", "", "95.5; 44.5", "12°99′N 13°1′E", "°N°E"] {
            assert_eq!(position(other), None, "{other}");
        }
    }
}
