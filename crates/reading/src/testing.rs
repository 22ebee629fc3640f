//! Texts for tests with their marks written into them, so that rules can be tested without the model.
//!
//! `[tag words]` marks the words; tags nest. `s1`, `c1`, `x1` are source, cue and content of attribution 1. Mentions are
//! `name:person`, `desc:organisation`, `pron:person` and so on, with `>0` behind them where they mean mention 0 (counted
//! in text order, of two that begin together the longer first) and `>0,2` where that is as likely as mention 2.

#![allow(clippy::unwrap_used, reason = "a test that cannot run should fail")]

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_model::{Attribution, Form, Marks, Mention, MentionKind};

/// The plain text of `marked`, and its marks.
pub(crate) fn annotated(marked: &str) -> (String, Marks) {
    let mut text = String::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut found: Vec<(&str, Range<usize>)> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        match c {
            '[' => {
                let (tag, after) = rest[1..].split_once(' ').unwrap();
                open.push((tag, text.len()));
                rest = after;
            }
            ']' => {
                let (tag, start) = open.pop().unwrap();
                found.push((tag, start..text.len()));
                rest = &rest[1..];
            }
            _ => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    assert!(open.is_empty(), "a bracket is left open in {marked}");
    found.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
    let mut attributions: BTreeMap<u32, Attribution> = BTreeMap::new();
    let mut mentions = Vec::new();
    for (tag, bytes) in found {
        if let Some((form, kind)) = tag.split_once(':') {
            mentions.push(mention(form, kind, bytes));
            continue;
        }
        let number = tag[1..].parse().unwrap();
        let empty = || Attribution { source: Vec::new(), cue: Vec::new(), content: Vec::new(), confidence: 1.0 };
        let attribution = attributions.entry(number).or_insert_with(empty);
        match &tag[..1] {
            "s" => attribution.source.push(bytes),
            "c" => attribution.cue.push(bytes),
            "x" => attribution.content.push(bytes),
            _ => panic!("no tag {tag}"),
        }
    }
    (text, Marks { attributions: attributions.into_values().collect(), mentions, events: Vec::new() })
}

fn mention(form: &str, rest: &str, bytes: Range<usize>) -> Mention {
    let (kind, meant) = rest.split_once('>').unwrap_or((rest, ""));
    let form = match form {
        "name" => Form::Name,
        "desc" => Form::Description,
        "pron" => Form::Pronoun,
        _ => panic!("no form {form}"),
    };
    let kind = match kind {
        "person" => MentionKind::Person,
        "organisation" => MentionKind::Organisation,
        "place" => MentionKind::Place,
        "people" => MentionKind::People,
        "other" => MentionKind::Other,
        _ => panic!("no kind {kind}"),
    };
    let meant: Vec<usize> =
        meant.split(',').filter(|number| !number.is_empty()).map(|it| it.parse().unwrap()).collect();
    let share = 0.96 / meant.len().max(1) as f32;
    Mention { bytes, form, kind, confidence: 1.0, antecedents: meant.into_iter().map(|it| (it, share)).collect() }
}

#[test]
fn marks_are_taken_out_of_the_text() {
    let (text, marks) = annotated("[s1 President [name:person Ilva Marrek]] [c1 said] [x1 [pron:person>0 she] won].");
    assert_eq!(text, "President Ilva Marrek said she won.");
    assert_eq!(&text[marks.attributions[0].content[0].clone()], "she won");
    assert_eq!(&text[marks.mentions[0].bytes.clone()], "Ilva Marrek");
    assert_eq!(marks.mentions[1].antecedents[0].0, 0);
}
