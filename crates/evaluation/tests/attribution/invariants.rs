//! What must hold of the scores of any corpus.

use proptest::prelude::*;
use sayso_evaluation::attribution::{Scorer, Scores};
use sayso_evaluation::brat::GoldStatement;
use serde_json::Value;

use crate::corpora::corpora;
use crate::sample::Sample;

fn scorer(samples: &[Sample]) -> Scorer {
    let mut scorer = Scorer::default();
    for sample in samples {
        match sample.reading() {
            Some(reading) => scorer.add(&sample.document(), &reading).unwrap(),
            None => scorer.add_unread(&sample.document()),
        }
    }
    scorer
}

/// All numbers in percent.
fn percentages(scores: &Scores) -> Vec<f64> {
    fn collect(value: &Value, into: &mut Vec<f64>) {
        match value {
            Value::Object(fields) => fields.values().for_each(|value| collect(value, into)),
            Value::Number(number) if number.is_f64() => into.extend(number.as_f64()),
            _ => {}
        }
    }
    let mut numbers = Vec::new();
    collect(&serde_json::to_value(scores).unwrap(), &mut numbers);
    numbers
}

/// Statements whose roles are all there, no two alike: `name cue word…` one after the other.
fn apart() -> impl Strategy<Value = Sample> {
    prop::collection::vec((1..4usize, 1..3usize, 1..9usize), 1..8).prop_map(|lengths| {
        let (mut text, mut gold, mut at) = (String::new(), Vec::new(), 0);
        // One-letter words with a space after each, so that token n starts at code point 2n.
        let mut words = |count: usize| {
            text += &"w ".repeat(count);
            at += 2 * count;
            vec![at - 2 * count..at - 1]
        };
        for (source, cue, content) in lengths {
            gold.push(GoldStatement { source: words(source), cue: words(cue), content: words(content) });
        }
        Sample { text, found: Some(gold.clone()), gold }
    })
}

proptest! {
    #[test]
    fn a_perfect_reading_scores_a_hundred(sample in apart()) {
        let scores = scorer(&[sample]).scores();
        prop_assert_eq!(percentages(&scores), vec![100.0; 26]);
    }

    #[test]
    fn one_wrong_word_is_seen(mut sample in apart()) {
        let extra = sample.text.chars().count();
        sample.text += "extra";
        sample.found.as_mut().unwrap()[0].cue.push(extra..extra + 5);
        let scores = scorer(&[sample]).scores();
        prop_assert_eq!(scores.relation.f1, 100.0);
        prop_assert!(scores.token.cue.precision < 100.0 && scores.token.cue.recall == 100.0);
        prop_assert!(scores.exact.cue.precision < 100.0 && scores.triple.f1 < 100.0);
    }

    #[test]
    fn scores_are_percentages(samples in corpora()) {
        let percentages = percentages(&scorer(&samples).scores());
        prop_assert_eq!(percentages.len(), 26);
        prop_assert!(percentages.iter().all(|score| (0.0..=100.0).contains(score)), "{percentages:?}");
    }

    #[test]
    fn the_order_of_the_statements_found_does_not_count(samples in corpora()) {
        let mut reversed = samples.clone();
        reversed.iter_mut().filter_map(|sample| sample.found.as_mut()).for_each(|found| found.reverse());
        let (forward, backward) = (scorer(&samples).scores(), scorer(&reversed).scores());
        // Which of two equally good pairs is taken may depend on it, so the relation and the sources are left out.
        prop_assert_eq!(forward.exact, backward.exact);
        prop_assert_eq!(forward.token, backward.token);
        prop_assert_eq!(forward.triple, backward.triple);
        prop_assert_eq!(forward.predicted_statements, backward.predicted_statements);
    }

    #[test]
    fn scorers_of_parts_merge(samples in corpora(), at in any::<prop::sample::Index>()) {
        let (first, second) = samples.split_at(at.index(samples.len()));
        let mut merged = scorer(second);
        merged += scorer(first);
        prop_assert_eq!(merged, scorer(&samples));
    }
}
