//! The messages of a file, each below a line with its id: `DEV-MUC3-0001 (NOSC)`.

/// Ids and texts.
pub(super) fn read(file: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in file.split_inclusive('\n') {
        if let Some(id) = id(line) {
            out.push((id.to_owned(), String::new()));
        } else if let Some((_, text)) = out.last_mut() {
            text.push_str(line);
        }
    }
    for (_, text) in &mut out {
        *text = text.trim_matches('\n').to_owned();
    }
    out
}

/// The id at the beginning of a line: `DEV` or `TST` and a digit, `-MUC` and a digit, four digits.
pub(super) fn id(line: &str) -> Option<&str> {
    let word = line.split_whitespace().next().filter(|word| line.starts_with(word))?;
    let mut parts = word.split('-');
    let (set, conference, number) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let set = set == "DEV" || set.strip_prefix("TST").is_some_and(|rest| digits(rest, 1));
    let conference = conference.strip_prefix("MUC").is_some_and(|rest| digits(rest, 1));
    (set && conference && digits(number, 4) && parts.next().is_none()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_at_the_lines_of_their_ids() {
        let file = "\nDEV-MUC3-0001 (NOSC)\n\n   ORSA, 3 JAN\n   A BRIDGE.\n\nTST2-MUC4-0007\n\nDEV-MUC3 IS NO ID.\n";
        let found = read(file);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], ("DEV-MUC3-0001".to_owned(), "   ORSA, 3 JAN\n   A BRIDGE.".to_owned()));
        assert_eq!(found[1], ("TST2-MUC4-0007".to_owned(), "DEV-MUC3 IS NO ID.".to_owned()));
    }
}
