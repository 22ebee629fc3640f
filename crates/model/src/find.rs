//! Mentions from label scores: runs of name and description labels, and pronouns from their list.

use crate::mention::{Form, MentionKind};
use crate::network::softmax;
use crate::token::Token;

/// Kinds of the name labels, in the order of training. Label 2k + 1 begins kind k, 2k + 2 goes on; 0 is outside.
const NAME_KINDS: [MentionKind; 5] =
    [MentionKind::Person, MentionKind::Organisation, MentionKind::Place, MentionKind::People, MentionKind::Other];
/// Kinds of the description labels.
const DESCRIPTION_KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organisation, MentionKind::Place];
/// Labels of a name, of a description.
pub(crate) const NAME_LABELS: usize = 1 + 2 * NAME_KINDS.len();
pub(crate) const DESCRIPTION_LABELS: usize = 1 + 2 * DESCRIPTION_KINDS.len();

/// A mention over token numbers, the last included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) form: Form,
    pub(crate) kind: MentionKind,
    pub(crate) confidence: f32,
}

/// The third-person pronouns by what they agree with; the order of the groups is that of training.
const PRONOUNS: [(&[&str], MentionKind); 4] = [
    (&["he", "him", "his", "himself"], MentionKind::Person),
    (&["she", "her", "hers", "herself"], MentionKind::Person),
    (&["they", "them", "their", "theirs", "themselves"], MentionKind::Other),
    (&["it", "its", "itself"], MentionKind::Other),
];

/// Which group of third-person pronouns a word belongs to.
pub(crate) fn pronoun(word: &str) -> Option<usize> {
    if word.len() > "themselves".len() {
        return None;
    }
    PRONOUNS.iter().position(|(words, _)| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// All mentions in text order; of two that begin together the longer first, of two over the same tokens the name only.
///
/// `names` and `descriptions` have the label scores of each token, one after the other.
pub(crate) fn find(text: &str, tokens: &[Token], names: &[f32], descriptions: &[f32]) -> Vec<Found> {
    let mut found = runs(tokens, names, NAME_LABELS, Form::Name, &NAME_KINDS);
    found.extend(runs(tokens, descriptions, DESCRIPTION_LABELS, Form::Description, &DESCRIPTION_KINDS));
    for (at, token) in tokens.iter().enumerate() {
        if let Some(group) = pronoun(&text[token.bytes.clone()]) {
            let (_, kind) = PRONOUNS[group];
            found.push(Found { first: at, last: at, form: Form::Pronoun, kind, confidence: 1.0 });
        }
    }
    let rank = |form| match form {
        Form::Pronoun => 0,
        Form::Name => 1,
        Form::Description => 2,
    };
    found.sort_by_key(|it| (it.first, usize::MAX - it.last, rank(it.form)));
    found.dedup_by_key(|it| (it.first, it.last));
    found
}

/// Runs of begin and inside labels of one kind. An inside label without its begin opens a run. A run never crosses a
/// line break.
fn runs(tokens: &[Token], scores: &[f32], labels: usize, form: Form, kinds: &[MentionKind]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (at, scores) in scores.chunks_exact(labels).enumerate() {
        let best = (0..labels).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        if best == 0 {
            continue;
        }
        let mut probabilities = scores.to_vec();
        softmax(&mut probabilities);
        let confidence = 1.0 - probabilities[0];
        let kind = kinds[(best - 1) / 2];
        match out.last_mut() {
            Some(run)
                if best.is_multiple_of(2)
                    && run.last + 1 == at
                    && run.kind == kind
                    && tokens[run.last].paragraph == tokens[at].paragraph =>
            {
                let length = (run.last + 1 - run.first) as f32;
                run.confidence = (run.confidence * length + confidence) / (length + 1.0);
                run.last = at;
            }
            _ => out.push(Found { first: at, last: at, form, kind, confidence }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    /// Scores that are 5 for the given label of each token.
    fn scores(labels: &[usize], width: usize) -> Vec<f32> {
        labels.iter().flat_map(|&label| (0..width).map(move |at| if at == label { 5.0 } else { 0.0 })).collect()
    }

    #[test]
    fn names_descriptions_and_pronouns_stand_in_text_order() {
        let text = "the Khessar army said Ilva Marrek left her base";
        let tokens = tokenize(text);
        let names = scores(&[0, 5, 0, 0, 1, 2, 0, 0, 0], NAME_LABELS);
        let descriptions = scores(&[3, 4, 4, 0, 0, 0, 0, 5, 6], DESCRIPTION_LABELS);
        let found = find(text, &tokens, &names, &descriptions);
        let words: Vec<_> = found
            .iter()
            .map(|it| (&text[tokens[it.first].bytes.start..tokens[it.last].bytes.end], it.form, it.kind))
            .collect();
        assert_eq!(
            words,
            [
                ("the Khessar army", Form::Description, MentionKind::Organisation),
                ("Khessar", Form::Name, MentionKind::Place),
                ("Ilva Marrek", Form::Name, MentionKind::Person),
                ("her base", Form::Description, MentionKind::Place),
                ("her", Form::Pronoun, MentionKind::Person),
            ]
        );
    }

    #[test]
    fn a_run_ends_with_its_line_and_its_kind() {
        let tokens = tokenize("Orn\nSorn Dorrath");
        let found = find(
            "Orn\nSorn Dorrath",
            &tokens,
            &scores(&[1, 2, 6], NAME_LABELS),
            &scores(&[0, 0, 0], DESCRIPTION_LABELS),
        );
        assert_eq!(found.iter().map(|it| (it.first, it.last)).collect::<Vec<_>>(), [(0, 0), (1, 1), (2, 2)]);
    }
}
