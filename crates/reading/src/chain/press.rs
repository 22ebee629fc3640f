//! What can carry a statement: outlets, agencies and channels, as words of a sentence name them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use sayso_document::Document;
use sayso_model::{Form, MentionKind};

use super::phrase::report;
use crate::cast::{Cast, CastMention};
use crate::contract::ActorKind;
use crate::outlet::Outlets;
use crate::outlet_noun::is_outlet_noun;
use crate::word::{Word, words};

/// How many words may stand before the name ("the Andurali state news agency Corvan").
const REACH: usize = 10;
/// How many lines at the top of a document may name the outlet that prints it.
const TOP: usize = 5;

/// Nouns that name an outlet only with another such noun ("news agency").
const VAGUE: [&str; 24] = [
    "website",
    "blog",
    "newsletter",
    "paper",
    "outlets",
    "newspapers",
    "broadcasters",
    "podcast",
    "magazine",
    "daily",
    "agency",
    "network",
    "site",
    "station",
    "channel",
    "portal",
    "programme",
    "press",
    "media",
    "wire",
    "news",
    "journal",
    "outlet",
    "weekly",
];
/// Nouns that make a person or a thing of the noun for an outlet before them.
const BEHIND: [&str; 21] = [
    "show",
    "program",
    "programme",
    "ad",
    "ads",
    "secretary",
    "editor",
    "host",
    "producer",
    "adviser",
    "advisor",
    "officer",
    "anchor",
    "presenter",
    "executive",
    "owner",
    "tower",
    "conference",
    "release",
    "wing",
    "blackout",
];

/// Words in the names of bodies that print nothing.
const OTHER_BODIES: [&str; 46] = [
    "bench",
    "chamber",
    "jury",
    "nations",
    "brigade",
    "battalion",
    "government",
    "state",
    "court",
    "tribunal",
    "parliament",
    "senate",
    "congress",
    "assembly",
    "council",
    "committee",
    "commission",
    "inquiry",
    "conference",
    "summit",
    "ministry",
    "department",
    "university",
    "school",
    "institute",
    "union",
    "association",
    "federation",
    "observatory",
    "office",
    "police",
    "fund",
    "bank",
    "group",
    "party",
    "company",
    "corporation",
    "hospital",
    "foundation",
    "authority",
    "army",
    "forces",
    "front",
    "movement",
    "league",
    "house",
];

/// The outlets that a document can name, its own set apart.
pub(crate) struct Press<'a> {
    text: &'a str,
    cast: &'a Cast,
    outlets: &'a Outlets,
    /// Names of the outlet that prints the document, reduced to letters and digits.
    own: HashSet<String>,
    domain: Option<String>,
}

/// The words that name a carrier, and its actor.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) bytes: Range<usize>,
    pub(crate) actor: Option<usize>,
    /// Whether it is a platform or a broadcaster, on which things are said.
    pub(crate) on_air: bool,
}

impl<'a> Press<'a> {
    pub(crate) fn new(document: &'a Document, cast: &'a Cast, outlets: &'a Outlets) -> Self {
        let own = document.outlet.iter().map(|name| reduced(name)).collect();
        let domain = document.url.as_deref().and_then(domain);
        let mut press = Self { text: &document.text, cast, outlets, own, domain };
        press.own.extend(press.printed_on_top());
        press
    }

    /// Whether an actor is an outlet.
    pub(crate) fn is_outlet(&self, actor: usize) -> bool {
        self.cast.actors.get(actor).is_some_and(|it| it.kind == ActorKind::Outlet || self.known(&it.name))
    }

    /// Whether the words at the start of `range` name an outlet.
    pub(crate) fn begins_with_outlet(&self, range: &Range<usize>) -> bool {
        self.first_named(range).is_some()
    }

    /// The outlet that the words at the start of `range` name.
    pub(super) fn first_named(&self, range: &Range<usize>) -> Option<Named> {
        let words = words(self.text, range);
        self.named(&words, report(&words, 0), false)
    }

    fn known(&self, name: &str) -> bool {
        self.outlets.by_name(name).is_some_and(|outlet| !outlet.ambiguous)
    }

    /// Whether a name is that of the outlet that prints the document.
    pub(super) fn is_own(&self, name: &str) -> bool {
        let short = reduced(name);
        if short.is_empty() {
            return false;
        }
        let of_domain = |domain: &str| {
            let label = domain.rsplit('.').nth(1).unwrap_or(domain);
            reduced(label) == short || label.strip_prefix("the").is_some_and(|rest| reduced(rest) == short)
        };
        // "the Tribune" of the Sarn Tribune.
        let last_word = short.len() > 4 && self.own.iter().any(|it| it.ends_with(&short));
        last_word
            || self.own.contains(&short)
            || self.domain.as_deref().is_some_and(|domain| {
                let table = self.outlets.by_name(name).and_then(|outlet| outlet.domain.as_deref());
                of_domain(domain) || table.is_some_and(|it| it.eq_ignore_ascii_case(domain))
            })
    }

    /// The agency of a dateline ("SARN, March 9 (Corvan News Agency) -") and a line that is nothing but an outlet's name.
    fn printed_on_top(&self) -> Vec<String> {
        let mut found = Vec::new();
        let (mut start, mut lines) = (0, 0);
        for line in self.text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            if line.trim().is_empty() {
                continue;
            }
            lines += 1;
            if lines > TOP {
                break;
            }
            let top: String = line.chars().take(120).collect();
            if let Some((place, rest)) = top.split_once('(')
                && let Some((name, after)) = rest.split_once(')')
                && after.trim_start().starts_with(['-', '–', '—'])
                && !place.contains('.')
            {
                found.push(reduced(name));
            }
            let name = line.trim().split(',').next().unwrap_or_default();
            let short = lines > 1 && line.trim().len() < 60 && !line.trim_end().ends_with(['.', '!', '?', '”', '"']);
            if short && !name.is_empty() {
                let bytes = at..at + line.len();
                let outlet = self.cast.within(&bytes).any(|it| it.actor.is_some_and(|it| self.is_outlet(it)));
                let only = reduced(name).len() + 8 >= reduced(line.trim()).len();
                if only && (outlet || self.known(name)) {
                    found.push(reduced(name));
                }
            }
        }
        found
    }

    /// The outlet or channel whose name or description begins at word `at`. `licensed` where the words before say
    /// that the name is an outlet's ("appeared in").
    pub(super) fn named(&self, words: &[Word], at: usize, licensed: bool) -> Option<Named> {
        let mut described = None;
        for place in at..(at + REACH).min(words.len()) {
            let word = &words[place];
            if place == at
                && word.is(&["this", "our", "my"])
                && words.get(at + 1).is_some_and(|it| is_outlet_noun(&it.lower))
            {
                // "this newspaper" is the document's own.
                return None;
            }
            // Another noun phrase begins.
            let follows = place.checked_sub(1).filter(|&it| it >= at).map(|it| &words[it]);
            let apart =
                follows.is_some_and(|it| !it.is_determiner() && !it.is_quotation_mark() && !is_outlet_noun(&it.lower));
            if word.is_determiner() && apart {
                break;
            }
            if let Some(end) = channel(words, place) {
                return Some(Named {
                    bytes: word.bytes.start..words[end].bytes.end,
                    actor: self.actor_at(words, place, end),
                    on_air: true,
                });
            }
            if let Some(found) = self.name(words, at, place, licensed) {
                let own =
                    self.is_own(&self.text[found.bytes.clone()]) || found.actor.is_some_and(|it| self.is_own_actor(it));
                return if own { None } else { Some(found) };
            }
            if is_outlet_noun(&word.lower)
                && !word.capital
                && !words.get(place + 1).is_some_and(|it| is_outlet_noun(&it.lower))
            {
                described = Some(place);
                // "the army's newspaper, Dawn Wire,".
                if let Some(named) = self.apposed(words, place + 1) {
                    return (!self.is_own(&self.text[named.bytes.clone()])).then_some(named);
                }
                // A name may still follow: "the newspaper Dawn Wire".
                if words.get(place + 1).is_none_or(|it| !it.capital && !it.is_quotation_mark() && !it.is_determiner()) {
                    break;
                }
                continue;
            }
            let skipped = word.is_quotation_mark() || word.is(&["-", "'s"]) || word.is_determiner();
            if !skipped && (word.is_mark() || word.is_border()) {
                break;
            }
        }
        let end = described?;
        let bytes = words[at].bytes.start..words[end].bytes.end;
        let mention =
            self.cast.within(&bytes).filter(|it| it.form == Form::Description).max_by_key(|it| it.bytes.len());
        let actor = mention.and_then(|it| it.actor);
        // "the agency" may be a ministry's, "media" is no carrier; "the press secretary" is a person.
        let sure = words[at..end].iter().any(|it| is_outlet_noun(&it.lower) || it.lower == "state");
        let general = words[at..end].iter().any(|it| it.is(&["national", "live", "social"]))
            || words[end].is(&["outlets", "newspapers", "broadcasters", "stations"])
            || words[at].is(&["his", "her", "their", "its", "my"]) && !sure;
        // "told the paper": where something was told, the word is enough.
        let told = licensed && words[at].lower == "the" && !words[end].is(&["press", "media", "news", "outlet"]);
        let general = general && !its_own_channel(words, at, end);
        let told = told || its_own_channel(words, at, end);
        let vague = general || words[end].is(&VAGUE) && !sure && !told && !actor.is_some_and(|it| self.is_outlet(it));
        if vague || end == at || words.get(end + 1).is_some_and(|it| it.is(&BEHIND)) {
            return None;
        }
        let on_air = (at..=end).any(|it| is_broadcast(&words[it].lower));
        Some(Named { bytes, actor, on_air })
    }

    /// The name behind "told" that no mention covers as a whole: capitals of which none is a person's, a people's or
    /// another body's.
    pub(super) fn spoken_to(&self, words: &[Word], at: usize) -> Option<Named> {
        let article = words.get(at)?.lower == "the";
        let place = at + usize::from(article);
        let last = capitals(words, place.min(words.len()))?;
        let name = &words[place..=last];
        let bytes = name.first()?.bytes.start..words[last].bytes.end;
        let day = |it: &Word| it.lower.ends_with("day") && it.lower != "today";
        if name.iter().any(|it| it.is(&OTHER_BODIES) || day(it))
            || words.get(last + 1).is_some_and(|it| it.lower == "'s")
        {
            return None;
        }
        let mentions = || self.cast.within(&bytes).filter(|it| it.form == Form::Name);
        let sure = |it: &CastMention| it.kind == MentionKind::Place && (article || it.bytes != bytes);
        if mentions().next().is_none() && !article {
            return None;
        }
        let fits = mentions().all(|it| {
            sure(it)
                || it.kind != MentionKind::Place
                    && self.may_be_outlet(it, self.text.get(bytes.clone()).unwrap_or_default())
        });
        let own = self.text.get(bytes.clone()).is_none_or(|it| self.is_own(it));
        let whole = mentions().find(|it| it.bytes == bytes).and_then(|it| it.actor);
        (fits && !own).then(|| Named { bytes: words[at].bytes.start..bytes.end, actor: whole, on_air: false })
    }

    /// The name of an outlet between commas.
    fn apposed(&self, words: &[Word], comma: usize) -> Option<Named> {
        words.get(comma).filter(|it| it.lower == ",")?;
        let from = comma + 1;
        let place = from + usize::from(words.get(from)?.lower == "the");
        let last = capitals(words, place)?;
        let bytes = words[place].bytes.start..words[last].bytes.end;
        let mention = self.cast.within(&bytes).find(|it| it.bytes.end == bytes.end && it.form == Form::Name)?;
        let closed = words.get(last + 1).is_none_or(|it| it.is(&[",", ".", ";", "”", "\""]));
        let fits = closed && self.may_be_outlet(mention, self.text.get(bytes.clone())?);
        fits.then(|| Named { bytes: words[from].bytes.start..bytes.end, actor: mention.actor, on_air: false })
    }

    /// Whether a name that no table knows may be an outlet's: an organisation's that has no other body's noun in it, or an
    /// acronym ("KTA") though the model takes it for a person, since it speaks.
    fn may_be_outlet(&self, mention: &CastMention, name: &str) -> bool {
        let sort = mention.kind != MentionKind::People && (mention.kind != MentionKind::Person || is_acronym(name));
        let kind = mention.actor.and_then(|it| self.cast.actors.get(it)).map(|it| it.kind);
        let open = kind.is_none_or(|it| match it {
            ActorKind::Organisation | ActorKind::Outlet | ActorKind::Other => true,
            ActorKind::Person => is_acronym(name),
            _ => false,
        });
        // "The Iranian state newspaper X": a state's name is no outlet's.
        sort && open && crate::world::look_up(name).is_none() && !is_other_body(name)
    }

    /// Whether the source of a report may be an outlet though no table knows it ("Lookout reported that …").
    pub(super) fn reports(&self, source: &Range<usize>, actor: Option<usize>, cue: &str) -> bool {
        let reporting =
            cue.starts_with("report") || cue.contains(" report") || cue.eq_ignore_ascii_case("according to");
        let name = self.cast.within(source).find(|it| it.form == Form::Name && (it.actor == actor || actor.is_none()));
        reporting && name.is_some_and(|it| self.may_be_outlet(it, &self.text[it.bytes.clone()]))
    }

    fn is_own_actor(&self, actor: usize) -> bool {
        self.cast.actors.get(actor).is_some_and(|it| self.is_own(&it.name))
    }

    fn actor_at(&self, words: &[Word], first: usize, last: usize) -> Option<usize> {
        let bytes = words[first].bytes.start..words[last].bytes.end;
        self.cast.within(&bytes).next().and_then(|it| it.actor)
    }

    /// The outlet's name that begins at `place`.
    fn name(&self, words: &[Word], from: usize, place: usize, licensed: bool) -> Option<Named> {
        let start = words[place].bytes.start;
        let mentions = self.cast.mentions.partition_point(|it| it.bytes.start < start);
        let here = self.cast.mentions[mentions..].iter().take_while(|it| it.bytes.start <= start);
        let mention = here.filter(|it| it.form == Form::Name).max_by_key(|it| it.bytes.len());
        let (bytes, last) = match mention {
            Some(mention) => {
                let behind = words.partition_point(|it| it.bytes.start < mention.bytes.end);
                (mention.bytes.clone(), behind.checked_sub(1)?)
            }
            None => {
                let last = capitals(words, place)?;
                (start..words[last].bytes.end, last)
            }
        };
        // The possessor of something else is no carrier ("Dawn Wire's report" is Dawn Wire's, though).
        let name = self.text.get(bytes.clone())?;
        let noun_before = place > from && is_outlet_noun(&words[place - 1].lower) && !words[place - 1].capital;
        let noun_behind =
            words.get(last + 1).is_some_and(|it| is_outlet_noun(&it.lower) && !it.capital && it.lower != "news")
                || words.get(last + 1).is_some_and(|it| it.lower == "news")
                    && words.get(last + 2).is_some_and(|it| is_outlet_noun(&it.lower));
        let place_or_people =
            mention.is_some_and(|it| matches!(it.kind, MentionKind::Place | MentionKind::People | MentionKind::Person));
        let by_words =
            mention.is_none_or(|it| it.kind != MentionKind::Person) && named_like_an_outlet(&words[place..=last]);
        let outlet = mention.and_then(|it| it.actor).is_some_and(|it| self.is_outlet(it)) || self.known(name);
        // "the evening paper Vallen": though the model takes it for a place, where nothing else can follow.
        let alone = words.get(last + 1).is_none_or(|it| it.is_mark() && it.lower != "'s" || it.is(&["that", "on"]));
        let described = noun_before && alone && mention.is_some_and(|it| it.kind != MentionKind::People);
        let by_noun = (noun_before || noun_behind) && !place_or_people || described;
        let body = |it: &CastMention| matches!(it.kind, MentionKind::Organisation | MentionKind::Other);
        let by_place = licensed && mention.is_some_and(|it| body(it) && self.may_be_outlet(it, name));
        // "the Velmarki state newspaper Vallen": the name is yet to come.
        if !(outlet || by_words) && introduces(words, last + 1) {
            return None;
        }
        if !(outlet || by_words || by_noun || by_place) {
            return None;
        }
        let article = place.checked_sub(1).filter(|&it| {
            it >= from && words[it].lower == "the" && mention.is_none_or(|it| !starts_with_the(self.text, it))
        });
        let bytes = article.map_or(bytes.start, |it| words[it].bytes.start)..bytes.end;
        let on_air = (place..=last + 1).any(|it| words.get(it).is_some_and(|it| is_broadcast(&it.lower)))
            || noun_before && is_broadcast(&words[place - 1].lower);
        Some(Named { bytes, actor: mention.and_then(|it| it.actor), on_air })
    }
}

/// Whether a name is written as no person's is: in capitals, with capitals inside a word, or with a number.
fn is_acronym(name: &str) -> bool {
    name.split_whitespace().all(|word| {
        let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
        let of_person = word.starts_with("Mc") || word.starts_with("Mac") || word.contains(['-', '\'', '’', '.']);
        word.chars().all(|c| c.is_ascii_digit()) || capitals > 1 && !of_person
    })
}

/// Whether a word of the name says that it is a body that prints nothing.
pub(crate) fn is_other_body(name: &str) -> bool {
    name.split_whitespace().any(|word| OTHER_BODIES.contains(&word.to_lowercase().as_str()))
}

/// Whether the words describe an outlet whose name follows: "[the Velmarki] state newspaper Vallen".
fn introduces(words: &[Word], from: usize) -> bool {
    let Some(behind) = words.get(from..) else { return false };
    let plain = behind.iter().take(4).take_while(|it| !it.capital && !it.is_mark() && !it.is_border()).count();
    plain.checked_sub(1).is_some_and(|last| is_outlet_noun(&behind[last].lower))
        && behind.get(plain).is_some_and(|it| it.capital && !it.lower.ends_with("day"))
}

/// "its website", "the group's channel", "a channel used by".
fn its_own_channel(words: &[Word], at: usize, end: usize) -> bool {
    let own = ["website", "site", "blog", "newsletter", "channel", "podcast", "magazine", "journal", "portal"];
    let possessed = words[at].is(&["his", "her", "their", "its"]) || words[at..end].iter().any(|it| it.lower == "'s");
    let specified = words[at].is(&["a", "the"])
        && words.get(end + 1).is_some_and(|it| it.is(&["of", "used", "run", "linked", "close", "belonging"]))
        && words[end].is(&own[..5]);
    words[end].is(&own) && (possessed || specified)
}

fn starts_with_the(text: &str, mention: &CastMention) -> bool {
    text.get(mention.bytes.clone()).is_some_and(|it| it.starts_with("the ") || it.starts_with("The "))
}

fn is_broadcast(word: &str) -> bool {
    matches!(word, "television" | "tv" | "radio" | "channel" | "broadcaster" | "station" | "podcast" | "website")
}

/// The platform whose name begins at `at`; where it ends.
pub(super) fn channel(words: &[Word], at: usize) -> Option<usize> {
    static CHANNELS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("../../data/channels.txt").lines().filter(|it| !it.starts_with('#')).collect());
    let word = &words[at];
    if !word.capital {
        return None;
    }
    let next = words.get(at + 1).map_or("", |it| it.lower.as_str());
    if CHANNELS.contains(format!("{} {next}", word.lower).as_str()) {
        return Some(at + 1);
    }
    // A newspaper may be called The Telegram, and much is called X.
    let lone = words.get(at + 1).is_none_or(|it| !it.capital || it.is_mark());
    let article = at > 0 && words[at - 1].lower == "the" && !next.starts_with("channel");
    ((CHANNELS.contains(word.lower.as_str()) && !article || word.lower == "x") && lone).then_some(at)
}

/// Where a run of capitalised words ends that begins at `at`.
fn capitals(words: &[Word], at: usize) -> Option<usize> {
    let run = words.get(at..)?.iter().take(6).take_while(|it| it.capital).count();
    (run > 0 && !(run == 1 && words[at].is_determiner())).then(|| at + run - 1)
}

fn named_like_an_outlet(name: &[Word]) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/outlet-name-words.txt").lines().filter(|it| !it.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
    let long = name.iter().filter(|it| !it.is_determiner()).count() > 1;
    long && last.capital && (WORDS.contains(last.lower.as_str()) || first.is(&["radio", "agence"]))
}

/// A name reduced to letters and digits, without its article.
fn reduced(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let name = lower.strip_prefix("the ").unwrap_or(&lower);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The host of an address, without `www.`.
fn domain(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_lowercase())
}
