//! Expressions of time in sentences of invented news, from `time_news.tsv`: their spans, kinds and days.

use jiff::civil::Date;
use sayso_value::time::times;

/// The days as the table writes them.
fn days(day: Option<Date>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

#[test]
fn sentences_of_news() {
    let mut wrong = Vec::new();
    let mut phrases = 0;
    for line in include_str!("time_news.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut fields = line.split('\t');
        let (published, marked, values) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let text = marked.replace(['[', ']'], "");
        let spans: Vec<&str> = marked.split('[').skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
        let expected: Vec<String> =
            spans.iter().zip(values.split("; ")).map(|(span, value)| format!("{span}: {value}")).collect();
        assert_eq!(spans.len(), values.split("; ").filter(|value| !value.is_empty()).count(), "{line}");
        phrases += expected.len();
        let found: Vec<String> = times(&text, published.parse().ok())
            .into_iter()
            .map(|time| format!("{}: {:?} {}..{}", &text[time.bytes], time.kind, days(time.start), days(time.end)))
            .collect();
        if found != expected {
            wrong.push(format!("{published} {text}\n   found    {found:?}\n   expected {expected:?}"));
        }
    }
    assert!(phrases >= 120, "only {phrases} phrases");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
