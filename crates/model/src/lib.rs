//! The trained model: a text in, its attributions and mentions out as byte ranges.
//!
//! One encoder pass over each window of the text gives every token a cue score and vectors. Each cue candidate
//! is an *anchor*; a small role tagger reads the vectors around it and tags source, cue and content of that one
//! attribution, so that attributions may nest and overlap. Names and descriptions are tagged from the same pass, and
//! a small network says which other mentions a description or a pronoun may mean. How it was trained: `training/` and
//! `weights/CARD.md`.

mod attribution;
mod decode;
mod event;
mod find;
mod find_events;
mod mention;
mod network;
mod refer;
mod settings;
mod sight;
mod token;
mod window;
mod word_piece;

pub use attribution::Attribution;
use attribution::{Candidate, choose};
pub use event::{EventKind, EventMark, Filler, FillerRole, IncidentKind};
pub use mention::{Form, Marks, Mention, MentionKind};
use network::{Encoded, EventNetwork, Network};
use sayso_kernel::Scratch;
use settings::{EventSettings, Settings};
use sight::Sight;
use token::Token;
use word_piece::WordPiece;

const WEIGHTS: &[u8] = include_bytes!("../weights/model.safetensors");
const VOCABULARY: &str = include_str!("../weights/vocabulary.txt");
const SETTINGS: &str = include_str!("../weights/settings.json");
const EVENT_WEIGHTS: &[u8] = include_bytes!("../weights/events/model.safetensors");
const EVENT_SETTINGS: &str = include_str!("../weights/events/settings.json");

/// Why there is no model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The weights inside the binary do not fit its code: a broken build.
    #[error("the model inside this binary is broken ({0}); build it again from a clean checkout")]
    Broken(String),
}

/// The model. One serves all threads.
pub struct Model {
    word_piece: WordPiece,
    network: Network,
    settings: Settings,
    event_settings: EventSettings,
}

/// A tokenized text with its word pieces.
struct Pieces {
    tokens: Vec<Token>,
    /// Number of each token's paragraph.
    paragraphs: Vec<u32>,
    /// Pieces of all tokens, one after the other.
    ids: Vec<i32>,
    /// Where each token's pieces begin; one entry more than tokens.
    starts: Vec<usize>,
}

impl Model {
    /// Loads the weights that the binary carries.
    ///
    /// # Errors
    /// [`ModelError::Broken`] where they do not fit the code.
    pub fn load() -> Result<Self, ModelError> {
        let broken = |error: serde_json::Error| ModelError::Broken(error.to_string());
        let settings: Settings = serde_json::from_str(SETTINGS).map_err(broken)?;
        let event_settings: EventSettings = serde_json::from_str(EVENT_SETTINGS).map_err(broken)?;
        let word_piece =
            WordPiece::new(VOCABULARY).ok_or_else(|| ModelError::Broken("the vocabulary is not whole".to_owned()))?;
        let events = EventNetwork::new(EVENT_WEIGHTS, &event_settings)?;
        Ok(Self { word_piece, network: Network::new(WEIGHTS, &settings, events)?, settings, event_settings })
    }

    /// The attributions, the mentions and the events of `text`, from one encoder pass, in the order of their first words. The same text
    /// always gives the same ones, whatever else is read.
    pub fn marks(&self, text: &str) -> Marks {
        let (pieces, mut scratch) = (self.pieces(text), Scratch::default());
        let encoded = self.encode(&pieces, Some(&self.network.events), &mut scratch);
        Marks {
            attributions: self.tag(&pieces, &encoded, &mut scratch),
            mentions: self.mentions(text, &pieces.tokens, &encoded),
            events: find_events::find(
                &pieces.tokens,
                &encoded.events,
                &self.network.events,
                &self.event_settings,
                &mut scratch,
            ),
        }
    }

    /// The attributions of `text` alone, for a stretch of a text that is to be read by itself.
    pub fn attributions(&self, text: &str) -> Vec<Attribution> {
        let (pieces, mut scratch) = (self.pieces(text), Scratch::default());
        let encoded = self.encode(&pieces, None, &mut scratch);
        self.tag(&pieces, &encoded, &mut scratch)
    }

    fn tag(&self, pieces: &Pieces, encoded: &Encoded, scratch: &mut Scratch) -> Vec<Attribution> {
        let anchors = decode::cue_runs(encoded.cues.as_chunks().0, self.settings.cue_bias);
        let sights: Vec<_> =
            anchors.into_iter().map(|anchor| Sight::new(&pieces.paragraphs, anchor, &self.settings)).collect();
        let mut candidates = Vec::with_capacity(sights.len());
        for group in sight::groups(&sights, |sight| sight.seen.len()) {
            let tagged = self.network.roles.tag(&encoded.near, group, scratch);
            candidates.extend(group.iter().zip(tagged).map(|(sight, tagged)| {
                let labels = decode::best_labels(&tagged.labels, &self.settings);
                Candidate::new(&labels, sight.seen.start, &sight.anchor, tagged.confidence)
            }));
        }
        choose(candidates, &self.settings).iter().map(|candidate| candidate.resolve(&pieces.tokens)).collect()
    }

    fn mentions(&self, text: &str, tokens: &[Token], encoded: &Encoded) -> Vec<Mention> {
        let found = find::find(text, tokens, &encoded.names, &encoded.descriptions);
        let antecedents = refer::antecedents(text, tokens, &found, &encoded.refer, &self.network.referrer);
        let mention = |(it, antecedents): (&find::Found, _)| Mention {
            bytes: tokens[it.first].bytes.start..tokens[it.last].bytes.end,
            form: it.form,
            kind: it.kind,
            confidence: it.confidence,
            antecedents,
        };
        found.iter().zip(antecedents).map(mention).collect()
    }

    fn pieces(&self, text: &str) -> Pieces {
        let tokens = token::tokenize(text);
        let (mut ids, mut starts) = (Vec::with_capacity(tokens.len() * 5 / 4), Vec::with_capacity(tokens.len() + 1));
        for token in &tokens {
            starts.push(ids.len());
            self.word_piece.pieces(&text[token.bytes.clone()], &mut ids);
        }
        starts.push(ids.len());
        let paragraphs = tokens.iter().map(|token| token.paragraph).collect();
        Pieces { tokens, paragraphs, ids, starts }
    }

    /// Cue scores and vectors of all tokens, window by window.
    fn encode(&self, text: &Pieces, events: Option<&EventNetwork>, scratch: &mut Scratch) -> Encoded {
        let lengths: Vec<usize> = text.starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut out = Encoded::default();
        for window in window::windows(&lengths, &text.paragraphs, self.settings.window, self.settings.margin) {
            let (mut ids, mut surface, mut first) = (vec![self.word_piece.open], vec![0], Vec::new());
            for token in window.all {
                if window.core.contains(&token) {
                    first.push(ids.len());
                }
                let of_token = text.starts[token]..text.starts[token + 1];
                surface.extend(std::iter::repeat_n(text.tokens[token].surface, of_token.len()));
                ids.extend_from_slice(&text.ids[of_token]);
            }
            ids.push(self.word_piece.close);
            surface.push(0);
            self.network.encoder.encode(&ids, &surface, &first, events, scratch, &mut out);
        }
        out
    }
}

#[cfg(test)]
mod golden {
    //! Holds tokens, pieces and buckets to those that training used (`training/sayso_training/golden.py`).

    use super::*;

    #[derive(serde::Deserialize)]
    struct Golden {
        tokens: Vec<Text>,
        buckets: Vec<usize>,
    }

    #[derive(serde::Deserialize)]
    struct Text {
        text: String,
        spans: Vec<(usize, usize)>,
        pieces: Vec<Vec<i32>>,
        surface: Vec<u8>,
        paragraph: Vec<u32>,
    }

    fn golden() -> Golden {
        serde_json::from_str(include_str!("../tests/golden.json")).unwrap()
    }

    #[test]
    fn tokens_are_those_of_training() {
        let word_piece = WordPiece::new(VOCABULARY).unwrap();
        for expected in golden().tokens {
            let tokens = token::tokenize(&expected.text);
            let point = |byte: usize| expected.text[..byte].chars().count();
            let spans: Vec<_> = tokens.iter().map(|token| (point(token.bytes.start), point(token.bytes.end))).collect();
            assert_eq!(spans, expected.spans, "{}", expected.text);
            for (token, (pieces, (&surface, &paragraph))) in
                tokens.iter().zip(expected.pieces.iter().zip(expected.surface.iter().zip(&expected.paragraph)))
            {
                let word = &expected.text[token.bytes.clone()];
                let mut found = Vec::new();
                word_piece.pieces(word, &mut found);
                assert_eq!((&found, token.surface, token.paragraph), (pieces, surface, paragraph), "{word}");
            }
        }
    }

    #[test]
    fn buckets_are_those_of_training() {
        let found: Vec<_> =
            (-200..=200i32).map(|distance| sight::bucket((1000 + distance) as usize, &(1000..1001))).collect();
        assert_eq!(found, golden().buckets);
    }
}
