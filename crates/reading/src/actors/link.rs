//! Descriptions and pronouns: which actor each of them means.

use sayso_model::{Form, MentionKind};

use crate::contract::ActorKind;

use super::apposition::described_kind;
use super::body::modifiers_clash;
use super::gender;
use super::kind;
use super::lexicon::{self, Sort};
use super::noun::{Determiner, Noun};
use super::pronoun;
use super::stage::{Class, Role, Stage};
use super::state::{Atlas, government};
use super::turn::{agrees, by_rules};
use super::words::{after, bare, first_words};

/// What the probabilities for one actor must add up to before a pronoun is said to mean it. Between 0.5 and 0.4 more sources
/// of GUM and WikiEvents get an actor, as many of them right; below 0.4 fewer are right.
const PRONOUN: f32 = 0.4;
/// By how much the likeliest actor must lead the next.
const LEAD: f32 = 0.1;
/// Both for a "he" or "she" that is no source, of which a statement's source does not hang: with 0.4 and 0.1 these are right as often where
/// they have an actor, and fewer have one (GAP's development texts: 77.3 against 78.2).
const ELSEWHERE: f32 = 0.15;
const LEAN: f32 = 0.02;
/// The same for descriptions, the rules' own evidence counted in.
const DESCRIPTION: f32 = 0.5;
/// The same for descriptions that begin as if they named something new.
const INDEFINITE: f32 = 0.7;

/// What the rules give for the only actor of the role that a description names, or the one clearly mentioned last.
const ONLY: f32 = 0.65;
/// What they give for one of several.
const ONE_OF_SEVERAL: f32 = 0.2;
/// What they give for the group that the text has been about, where no other comes near.
const SALIENT: f32 = 0.6;

/// How many actors of one role are compared.
const ROLES: usize = 8;
/// How many mentions back a group is looked for that the text is about.
const WINDOW: usize = 40;

/// Links descriptions in text order, then pronouns.
pub(super) fn link(stage: &mut Stage, atlas: &Atlas) {
    for at in 0..stage.nouns.len() {
        if stage.of[at].is_none() && stage.nouns[at].form == Form::Description {
            description(stage, atlas, at);
        }
    }
    let mut shares = pronoun::shares(stage, agrees);
    if gender::tell(stage, &shares) {
        shares = pronoun::shares(stage, agrees);
    }
    for (at, mut modelled) in shares {
        modelled.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let lead = modelled.first().map_or(0.0, |it| it.1) - modelled.get(1).map_or(0.0, |it| it.1);
        let modelled = modelled.first().copied();
        let free = !stage.nouns[at].in_source && stage.nouns[at].gender().is_some();
        let (threshold, least) = if free { (ELSEWHERE, LEAN) } else { (PRONOUN, LEAD) };
        let sure = modelled.filter(|(_, share)| *share >= threshold && lead >= least).map(|(referent, _)| referent);
        if let Some(referent) = sure.or_else(|| by_rules(stage, at, modelled)) {
            stage.link(at, referent);
        }
    }
}

/// The actor for whom the model's probabilities add up highest among those that may be meant. What it gave to others
/// is shared out among these.
fn by_model(stage: &Stage, at: usize, may: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let (mut shares, mut lost): (Vec<(usize, f32)>, f32) = (Vec::new(), 0.0);
    for &(antecedent, share) in &stage.nouns[at].antecedents {
        let Some(referent) = stage.of.get(antecedent).copied().flatten() else { continue };
        if is_told_later(stage, at, referent) {
            continue;
        }
        if let Some((_, sum)) = shares.iter_mut().find(|(other, _)| *other == referent) {
            *sum += share;
        } else if may(referent) {
            shares.push((referent, share));
        } else {
            lost += share;
        }
    }
    let (referent, share) = shares.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    Some((referent, (share / (1.0 - lost).max(0.05)).min(1.0)))
}

fn description(stage: &mut Stage, atlas: &Atlas, at: usize) {
    let state = state_of(stage, atlas, at);
    if governs(stage, at)
        && let Some((key, country)) = &state
    {
        let referent = government(stage, key, *country);
        stage.link(at, referent);
        return;
    }
    if let Some(group) = members_of(stage, at) {
        stage.link(at, group);
        return;
    }
    let key = state.as_ref().map(|(key, _)| key.as_str());
    let may = |referent: usize| may_mean(stage, at, referent, key);
    if let Some(body) = called(stage, at, may) {
        stage.link(at, body);
        return;
    }
    let modelled = by_model(stage, at, may);
    let ruled =
        by_role(stage, at, may).filter(|(_, share)| *share > ONE_OF_SEVERAL).or_else(|| by_salience(stage, at, may));
    let threshold = if stage.nouns[at].determiner == Determiner::Indefinite { INDEFINITE } else { DESCRIPTION };
    let chosen = [modelled, ruled].into_iter().flatten().map(|(referent, _)| {
        let share = |of: Option<(usize, f32)>| of.filter(|(it, _)| *it == referent).map_or(0.0, |(_, share)| share);
        (referent, 1.0 - (1.0 - share(modelled)) * (1.0 - share(ruled)))
    });
    let chosen = chosen.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, share)| *share >= threshold);
    let referent = match chosen {
        Some((referent, _)) => referent,
        None if is_nobody(stage, at) => return,
        None => new(stage, at, state),
    };
    stage.link(at, referent);
    let noun = &stage.nouns[at];
    let role = Role { head: noun.head.clone(), modifiers: noun.modifiers().map(str::to_owned).collect() };
    stage.give_role(referent, role);
}

/// The armed group by whose name a description tells its fighters as a body: "the Covenant rebels".
fn members_of(stage: &Stage, at: usize) -> Option<usize> {
    const MEMBERS: [&str; 8] =
        ["rebel", "terrorist", "insurgent", "guerrilla", "militant", "separatist", "jihadist", "extremist"];
    let noun = &stage.nouns[at];
    let members = noun.plural && noun.determiner == Determiner::Definite && MEMBERS.contains(&noun.head.as_str());
    let last = noun.bytes.end - noun.text.rsplit(' ').next().filter(|_| members)?.len();
    let mut names = stage.within(at).filter(|&it| stage.nouns[it].bytes.end + 1 == last);
    let group = names.find_map(|it| stage.of[it])?;
    (kind::of(stage, group) == ActorKind::ArmedGroup).then_some(group)
}

/// The body of a state that has a description's words for its name, before or after: "its foreign ministry" is the Foreign Ministry.
fn called(stage: &Stage, at: usize, may: impl Fn(usize) -> bool) -> Option<usize> {
    let noun = &stage.nouns[at];
    let body = matches!(noun.sort, Some(Sort::Government | Sort::Military)) && noun.modifiers().next().is_some();
    if !body || !matches!(noun.determiner, Determiner::Definite | Determiner::Possessive) {
        return None;
    }
    let words = noun.text.split_once(' ')?.1;
    let is_it = |it: &&Noun| it.form == Form::Name && it.text.trim_start_matches("the ").eq_ignore_ascii_case(words);
    let named = stage.nouns.iter().zip(&stage.of).filter(|(it, _)| is_it(it));
    let mut all: Vec<usize> = named.filter_map(|(_, of)| *of).filter(|&it| may(it)).collect();
    all.dedup();
    match all.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether a description names a government by its state ("the Jordanian government").
fn governs(stage: &Stage, at: usize) -> bool {
    let noun = &stage.nouns[at];
    let person_inside = || stage.within(at).any(|it| stage.nouns[it].kind == MentionKind::Person);
    match noun.head.as_str() {
        "government" | "regime" => !noun.plural && !person_inside(),
        "administration" => noun.words.len() == 2 && !person_inside(),
        "authority" => noun.plural,
        _ => false,
    }
}

/// The state that a description tells: by a name or demonym in it, or behind "of" or "in".
pub(super) fn state_of(stage: &Stage, atlas: &Atlas, at: usize) -> Option<(String, Option<&'static str>)> {
    // "The Britain-based monitor" may be of any state; one that is new is told by its seat.
    let known = stage.nouns[at].determiner == Determiner::Definite;
    let seat = |end: usize| known && stage.text.get(end..).is_some_and(|rest| rest.starts_with("-based"));
    let mut inside =
        stage.within(at).filter(|&it| stage.nouns[it].form == Form::Name && !seat(stage.nouns[it].bytes.end));
    if let Some(state) = inside.find_map(|it| atlas.state_of(&stage.nouns[it])) {
        return Some(state);
    }
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words = stage.nouns[at].text.split_whitespace().filter(|word| !(known && word.ends_with("-based")));
    let mut words = words.flat_map(|word| word.split('-')).take(12).map(bare).filter(capital);
    if let Some(state) = words.find_map(|word| atlas.state_of_word(word)) {
        return Some(state);
    }
    let place = stage.behind(at, 8).next().filter(|&it| stage.nouns[it].form == Form::Name)?;
    let between = stage.between(at, place)?.trim();
    matches!(between, "of" | "in" | "of the" | "in the").then(|| atlas.state_of(&stage.nouns[place])).flatten()
}

/// Whether a description may mean an actor at all: sort, number, gender and state agree, and it does not mention the
/// actor inside itself.
fn may_mean(stage: &Stage, at: usize, referent: usize, state: Option<&str>) -> bool {
    let (noun, it) = (&stage.nouns[at], &stage.referents[referent]);
    let class = class_of(stage, at);
    let classes = match class {
        Class::Place => matches!(it.class, Class::Place | Class::Government),
        // "The administration" may be the government that was named by its state.
        Class::Group => {
            it.class == Class::Group || it.class == Class::Government && noun.sort == Some(Sort::Government)
        }
        other => it.class == other,
    };
    let number = match it.class {
        Class::Group => true,
        _ => noun.plural == it.plural,
    };
    let genders = match (noun.gender(), it.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let states = match (state, &it.state) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    // "The trial court" is no "Government", and "the police" no court.
    let other = institution(&noun.head).is_some_and(|own| {
        let heads = it.nouns.iter().take(ROLES).map(|&at| stage.nouns[at].words.last().map_or("", String::as_str));
        let all: Vec<&str> = heads.filter_map(institution).collect();
        !all.is_empty() && !all.contains(&own)
    });
    // Nor is the foreign ministry the defence ministry.
    let other = other
        || portfolio(noun).is_some_and(|own| {
            it.nouns.iter().take(ROLES).filter_map(|&at| portfolio(&stage.nouns[at])).any(|its| its != own)
        });
    // "Militant organisations" are not the organisation, nor is "the region" the country.
    let other = other
        || it.nouns.iter().take(ROLES).any(|&at| {
            let own = &stage.nouns[at];
            own.form == Form::Description && own.head == noun.head && own.plural != noun.plural
        })
        || it.state.is_some()
            && matches!(noun.head.as_str(), "region" | "city" | "town" | "village" | "area" | "district");
    // "A commander" is nobody told of before; what stands beside a name is linked to it elsewhere.
    let new = noun.determiner == Determiner::Indefinite && class == Class::Person && !noun.plural;
    classes
        && number
        && genders
        && states
        && !new
        && !other
        && !is_owned_by(stage, at, referent)
        && !stage.within(at).any(|inner| is_meant(stage, inner, referent))
}

/// Whether "the company" is none that the text names only in a later sentence: "a company", "ruling party" of a headline may be.
fn is_told_later(stage: &Stage, at: usize, referent: usize) -> bool {
    let noun = &stage.nouns[at];
    let first = stage.referents[referent].nouns.first();
    noun.determiner == Determiner::Definite
        && first.is_some_and(|&first| first > at && stage.nouns[first].sentence > noun.sentence)
}

/// Whether a description stands right behind its owner: the "interpreter" of "Orn's interpreter" is not Orn.
fn is_owned_by(stage: &Stage, at: usize, referent: usize) -> bool {
    let noun = &stage.nouns[at];
    let behind = |&it: &usize| {
        let owner = &stage.nouns[it];
        let joined = stage.text.get(owner.bytes.end..noun.bytes.start);
        let inside = owner.text.ends_with("'s") || owner.text.ends_with("’s");
        joined.is_some_and(|it| matches!(it, "'s " | "’s ") || inside && it == " ")
    };
    (at.saturating_sub(3)..at).rev().find(behind).is_some_and(|owner| stage.of[owner] == Some(referent))
}

/// Of what a ministry or a minister is one: "foreign", "defence".
pub(super) fn portfolio(noun: &Noun) -> Option<&'static str> {
    const ALL: [&str; 16] = [
        "foreign",
        "defence",
        "defense",
        "interior",
        "health",
        "justice",
        "finance",
        "education",
        "energy",
        "trade",
        "agriculture",
        "labour",
        "transport",
        "information",
        "culture",
        "oil",
    ];
    if !["ministry", "minister", "department", "secretary"].contains(&noun.head.as_str()) {
        return None;
    }
    let own = ALL.iter().find(|word| noun.words.iter().any(|it| it == *word)).copied();
    own.map(|word| if word == "defense" { "defence" } else { word })
}

/// The institution that a noun names, where it can be no other one.
fn institution(head: &str) -> Option<&'static str> {
    const ALL: [(&str, &str); 22] = [
        ("company", "company"),
        ("firm", "company"),
        ("corporation", "company"),
        ("union", "union"),
        ("bank", "bank"),
        ("church", "church"),
        ("court", "court"),
        ("tribunal", "court"),
        ("police", "police"),
        ("government", "government"),
        ("regime", "government"),
        ("ministry", "ministry"),
        ("presidency", "presidency"),
        ("parliament", "parliament"),
        ("assembly", "parliament"),
        ("senate", "parliament"),
        ("congress", "parliament"),
        ("army", "army"),
        ("navy", "navy"),
        ("jury", "jury"),
        ("hospital", "hospital"),
        ("university", "university"),
    ];
    ALL.iter().find(|(word, _)| *word == head).map(|(_, institution)| *institution)
}

/// Whether a mention inside another means an actor, or, a pronoun that is not linked yet, most likely does: "his attorney" is
/// not he.
fn is_meant(stage: &Stage, inner: usize, referent: usize) -> bool {
    if stage.nouns[inner].form != Form::Pronoun || stage.of[inner].is_some() {
        return stage.of[inner] == Some(referent);
    }
    by_model(stage, inner, |it| agrees(stage, inner, it)).is_some_and(|(it, _)| it == referent)
}

/// The class of what a description mentions.
fn class_of(stage: &Stage, at: usize) -> Class {
    let noun = &stage.nouns[at];
    match noun.sort {
        Some(sort) if sort.is_person(noun.plural) => {
            let nation =
                noun.text.ends_with("people") && noun.determiner == Determiner::Definite && noun.words.len() > 1;
            if nation { Class::People } else { Class::Person }
        }
        Some(Sort::People) => Class::People,
        // A hospital or a church may be either: the model knows the context.
        Some(Sort::Place) => Class::Place,
        Some(_) => Class::Group,
        None => match noun.kind {
            MentionKind::Person => Class::Person,
            MentionKind::Place => Class::Place,
            MentionKind::People => Class::People,
            MentionKind::Organisation | MentionKind::Other => Class::Group,
        },
    }
}

/// The actor that was described or titled like this before.
fn by_role(stage: &Stage, at: usize, may: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let noun = &stage.nouns[at];
    if !matches!(noun.determiner, Determiner::Definite | Determiner::Possessive | Determiner::None) {
        return None;
    }
    let holders = stage.by_head.get(&noun.head)?;
    let before = |&&it: &&usize| stage.last_before(it, at).is_some() && has_role(stage, at, it) && may(it);
    let all: Vec<usize> = holders.iter().rev().take(ROLES).filter(before).copied().collect();
    let share = match noun.determiner {
        Determiner::Definite => ONLY,
        // "Prosecutors" are the prosecutors that the text speaks of.
        Determiner::None if noun.plural && noun.modifiers().next().is_none() => DESCRIPTION,
        // "His spokesman" may be another's; "ministry spokesman" and "lawmakers" may be new.
        _ if noun.modifiers().next().is_some() => DESCRIPTION,
        _ => DESCRIPTION - 0.1,
    };
    match all.as_slice() {
        [] => None,
        [only] if holders.len() <= ROLES => Some((*only, share)),
        _ => match stage.clearly_last(&all, at) {
            Some(last) => Some((last, share)),
            None => Some((all[0], ONE_OF_SEVERAL)),
        },
    }
}

/// Whether one of an actor's roles is what a description says.
fn has_role(stage: &Stage, at: usize, referent: usize) -> bool {
    // These make it another office.
    const OTHER: [&str; 8] = ["former", "ex", "vice", "deputy", "acting", "then", "assistant", "late"];
    let noun = &stage.nouns[at];
    let other = |of: &[String]| of.iter().find(|word| OTHER.contains(&word.as_str())).cloned();
    let own: Vec<String> = noun.modifiers().map(str::to_owned).collect();
    stage.referents[referent].roles.iter().any(|role| {
        let known = !role.modifiers.is_empty() || own.is_empty();
        let clash = modifiers_clash(own.iter().map(String::as_str), role.modifiers.iter().map(String::as_str));
        role.head == noun.head && known && !clash && other(&own) == other(&role.modifiers)
    })
}

/// For "the group", "the militia", "the outlet": the actor of that sort that the text has been about.
fn by_salience(stage: &Stage, at: usize, may: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let noun = &stage.nouns[at];
    let general = matches!(
        noun.sort?,
        Sort::Group
            | Sort::ArmedGroup
            | Sort::Outlet
            | Sort::Party
            | Sort::Organisation
            | Sort::Military
            | Sort::Government
    );
    let armed = |word: &str| matches!(word, "armed" | "militant" | "terror" | "terrorist" | "rebel" | "jihadist");
    let broadcast =
        |word: &str| noun.sort == Some(Sort::Outlet) && matches!(word, "radio" | "television" | "tv" | "news");
    let plain = noun.modifiers().all(|word| armed(word) || broadcast(word));
    if !general || noun.plural || noun.determiner != Determiner::Definite || !plain {
        return None;
    }
    // "The group of lawmakers" is a new one.
    if first_words(after(stage.text, noun.bytes.end), 1).first().is_some_and(|word| word == "of") {
        return None;
    }
    let wanted = described_kind(stage, at);
    let mut weights: Vec<(usize, f32)> = Vec::new();
    for earlier in (at.saturating_sub(WINDOW)..at).rev() {
        let Some(referent) = stage.of[earlier] else { continue };
        if stage.nouns[earlier].bytes.end > noun.bytes.start {
            continue;
        }
        let weight = 1.0 / (1.0 + (noun.sentence - stage.nouns[earlier].sentence) as f32);
        let weight = if stage.nouns[earlier].in_source { 1.5 * weight } else { weight };
        match weights.iter_mut().find(|(other, _)| *other == referent) {
            Some((_, sum)) => *sum += weight,
            None if may(referent) && suits(wanted, kind::of(stage, referent)) => weights.push((referent, weight)),
            None => {}
        }
    }
    // "The channel" is one before it is a body of which nothing is said.
    let special = wanted.is_some_and(|kind| kind != ActorKind::Organisation);
    if special && weights.iter().any(|(it, _)| Some(kind::of(stage, *it)) == wanted) {
        weights.retain(|(it, _)| Some(kind::of(stage, *it)) == wanted);
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1));
    match weights.as_slice() {
        [] => None,
        [(first, _)] => Some((*first, SALIENT)),
        [(first, most), (_, next), ..] if *most > 1.5 * next => Some((*first, SALIENT)),
        [(first, _), ..] => Some((*first, ONE_OF_SEVERAL)),
    }
}

/// Whether an actor of kind `kind` may be called a body of kind `wanted`; none is "the group".
fn suits(wanted: Option<ActorKind>, kind: ActorKind) -> bool {
    match (wanted, kind) {
        (None, ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Party | ActorKind::InternationalBody) => {
            true
        }
        (None, _) => false,
        // Where nothing tells what a body is, it may be what the description says, if that is no body of state.
        (Some(wanted), ActorKind::Organisation) => wanted != ActorKind::Government,
        (Some(wanted), kind) => wanted == kind,
    }
}

/// Whether a description that means no known actor means nobody in particular, or a mere place.
fn is_nobody(stage: &Stage, at: usize) -> bool {
    let noun = &stage.nouns[at];
    let bare = noun.plural && noun.determiner == Determiner::None && noun.modifiers().next().is_none();
    let speaks = bare && (stage.speaking.contains(&noun.head) || is_resumed(stage, at));
    !noun.in_source
        && (noun.determiner == Determiner::Generic || bare && !speaks || class_of(stage, at) == Class::Place)
}

/// Whether one of the next two sentences begins with "they".
fn is_resumed(stage: &Stage, at: usize) -> bool {
    let sentence = stage.nouns[at].sentence;
    let near = stage.nouns[at..].iter().take(WINDOW).take_while(|it| it.sentence <= sentence + 2);
    near.filter(|it| it.sentence > sentence && it.head == "they").any(|it| {
        let start = stage.sentence_start(it.sentence);
        stage.text.get(start..it.bytes.start).is_some_and(|it| !it.contains(char::is_alphanumeric))
    })
}

/// A new, unnamed actor for a description.
fn new(stage: &mut Stage, at: usize, state: Option<(String, Option<&'static str>)>) -> usize {
    let referent = stage.add(class_of(stage, at), false);
    let kind = described_kind(stage, at);
    let noun = &stage.nouns[at];
    // "Velmark's defence ministry" tells which one as well as a name does.
    let body =
        matches!(noun.sort, Some(Sort::Government | Sort::Military)) && noun.determiner != Determiner::Indefinite;
    let named = body && !noun.plural && state.is_some() && noun.modifiers().nth(1).is_some();
    let one_of = lexicon::noun(&noun.head).is_none() && noun.text.starts_with("one of");
    let it = &mut stage.referents[referent];
    it.plural = noun.plural && !one_of;
    it.named = named;
    it.evidence.extend(kind);
    if let Some((key, country)) = state {
        (it.state, it.country) = (Some(key), country);
    }
    referent
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
