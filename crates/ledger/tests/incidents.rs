//! Incidents, what is claimed of them, and the analyst's word, on stories about invented places.

mod story;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sayso_ledger::{ConflictKind, Field, Incident, Ledger, Value};
use sayso_reading::{ActorKind, Outlets, Role, Stage, Stance};
use story::{Story, happenings, incidents};

fn ledger_of(stories: &[Story]) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    for story in stories {
        ledger.add(&story.reading).expect("the story is added");
    }
    ledger.settle().expect("it settles");
    ledger
}

/// Which events of which documents are together, whatever the numbers.
fn parts(ledger: &Ledger) -> BTreeSet<Vec<String>> {
    incidents(ledger)
        .into_iter()
        .map(|incident| {
            let mut documents = incident.documents;
            documents.sort();
            documents
        })
        .collect()
}

/// A strike on the harbour of Orsa, as three outlets tell it, and a fire elsewhere.
fn harbour() -> Vec<Story> {
    vec![
        Story::new("post", "The Orsa Post", "2031-05-06")
            .text("A missile strike on the harbour of Orsa on Monday killed at least 12 dockers, the coastguard said. The strike hit the grain quay.")
            .event("strike", |event| event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("at least 12", Some(12), None))
            .says("the coastguard", "said", "A missile strike on the harbour of Orsa on Monday killed at least 12 dockers", Stance::Asserts),
        Story::new("herald", "Velm Herald", "2031-05-06")
            .text("Twelve dockers died when a missile hit the grain quay of the harbour at Orsa on Monday. Captain Ilmar Dost of the coastguard spoke of 12 dead.")
            .event("hit", |event| event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12)))
            .says("Captain Ilmar Dost", "spoke", "12 dead", Stance::Asserts),
        Story::new("front", "Front Radio", "2031-05-07")
            .text("The Velm Front denied that it had fired the missile at the harbour of Orsa on Monday. Its spokesman said 40 soldiers were killed on the grain quay by the strike.")
            .event("strike", |event| event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("40", Some(40), Some(40)))
            .event("fired", |event| event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").stage(Stage::Denied))
            .says("The Velm Front", "denied", "that it had fired the missile at the harbour of Orsa on Monday", Stance::Denies),
        Story::new("fire", "The Orsa Post", "2031-05-06")
            .text("Rioters burned the archive of Brenth on Sunday after a football match. Nobody was hurt, the mayor said.")
            .event("burned", |event| event.place("Brenth", 44.9, 25.3).day("Sunday", "2031-05-04")),
    ]
}

#[test]
fn tellings_of_one_happening_are_one_incident() {
    let found = incidents(&ledger_of(&harbour()));
    let shown: Vec<(usize, Option<&str>)> =
        found.iter().map(|it| (it.documents.len(), it.place.as_ref().map(|place| place.name.as_str()))).collect();
    assert_eq!(shown, [(3, Some("Orsa")), (1, Some("Brenth"))]);
    assert_eq!(found[0].when.start.as_deref(), Some("2031-05-05"));
    assert_eq!(found[0].outlets, ["The Orsa Post", "Velm Herald", "Front Radio"]);
}

#[test]
fn a_round_up_does_not_glue_what_it_tells_of() {
    let mut stories = harbour();
    stories.push(
        Story::new("round-up", "Velm Herald", "2031-05-08")
            .text("A missile strike killed 12 dockers at the grain quay in the harbour of Orsa on Monday. Rioters burned the archive of Brenth on Sunday after a football match.")
            .event("strike", |event| event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12)))
            .event("burned", |event| event.place("Brenth", 44.9, 25.3).day("Sunday", "2031-05-04")),
    );
    let found = incidents(&ledger_of(&stories));
    let documents: Vec<BTreeSet<&str>> =
        found.iter().map(|it| it.documents.iter().map(String::as_str).collect()).collect();
    assert_eq!(documents, [["front", "herald", "post", "round-up"].into(), ["fire", "round-up"].into()]);
}

#[test]
fn values_are_claimed_by_their_sources_and_disputed() {
    let found = incidents(&ledger_of(&harbour()));
    let killed: Vec<(String, usize, &str)> = found[0]
        .claims(Field::Killed)
        .iter()
        .map(|claim| (claim.value.to_string(), claim.sources, claim.counted[0].source.as_str()))
        .collect();
    // Whom the Post does not name stands behind it by the Post alone.
    assert!(killed.contains(&("at least 12".to_owned(), 1, "The Orsa Post")), "{killed:?}");
    assert!(killed.iter().any(|it| it.0 == "40" && it.2 == "Front Radio"), "{killed:?}");

    let conflicts = found[0].conflicts();
    let kinds: Vec<(Field, ConflictKind)> = conflicts.iter().map(|it| (it.field, it.kind)).collect();
    assert!(kinds.contains(&(Field::Happened, ConflictKind::Denial)), "{kinds:?}");
    assert!(kinds.contains(&(Field::Killed, ConflictKind::Dispute)), "{kinds:?}");
    // "At least 12" and 12 go together.
    let dispute = conflicts.iter().find(|it| it.field == Field::Killed).expect("a dispute");
    assert!(dispute.values.iter().any(|claim| claim.value == Value::Number { low: Some(40), high: Some(40) }));
    // Every value leads to a document.
    assert!(found.iter().flat_map(|it| &it.fields).flat_map(|it| &it.values).all(|claim| !claim.documents.is_empty()));
}

#[test]
fn a_higher_toll_of_the_same_source_is_an_update() {
    let told = |id: &str, day: &str, toll: &str, number: u64| {
        Story::new(id, "The Orsa Post", day)
            .text(&format!("The missile strike on the grain quay of Orsa harbour on Monday killed {toll} dockers."))
            .event("strike", |event| {
                event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed(toll, Some(number), Some(number))
            })
    };
    let found =
        incidents(&ledger_of(&[told("one", "2031-05-06", "twelve", 12), told("two", "2031-05-08", "nineteen", 19)]));
    let conflicts = found[0].conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!((conflicts[0].field, conflicts[0].kind), (Field::Killed, ConflictKind::Update));
    let values: Vec<String> = conflicts[0].values.iter().map(|claim| claim.value.to_string()).collect();
    assert_eq!(values, ["12", "19"]);
}

/// A strike as an article published then tells it.
fn strike(id: &str, outlet: &str, published: &str, text: &str, toll: u64) -> Story {
    Story::new(id, outlet, published).text(text).event("strike", |event| {
        event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed(&toll.to_string(), Some(toll), Some(toll))
    })
}

#[test]
fn an_update_is_told_by_the_time_of_publication() {
    let kinds = |times: [&str; 2]| {
        let text = |toll: u64| {
            format!("The missile strike on the grain quay of Orsa harbour on Monday killed {toll} dockers.")
        };
        let told = |at: usize, toll| strike(&format!("d{at}"), "The Orsa Post", times[at], &text(toll), toll);
        let found = incidents(&ledger_of(&[told(0, 12), told(1, 19)]));
        assert_eq!(found.len(), 1);
        found[0].conflicts().iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(["2031-05-05T10:00:00Z", "2031-05-05T18:30:00Z"]), [ConflictKind::Update]);
    // 18.30 in a zone nine hours ahead is before ten o'clock: the lower toll came last.
    assert_eq!(kinds(["2031-05-05T10:00:00Z", "2031-05-05T18:30:00+09:00"]), []);
    assert_eq!(kinds(["2031-05-05", "2031-05-05"]), []);
}

#[test]
fn an_article_says_itself_that_a_toll_has_risen() {
    let told = |text: &str| {
        let lower =
            "The missile strike on the grain quay of Orsa harbour on Monday killed 12 dockers, harbour police said.";
        let ledger = ledger_of(&[
            strike("post", "The Orsa Post", "2031-05-05", lower, 12),
            strike("herald", "Velm Herald", "2031-05-05", text, 19),
        ]);
        let found = incidents(&ledger);
        assert_eq!(found.len(), 1);
        let conflicts = found[0].conflicts();
        assert_eq!(conflicts.len(), 1, "{conflicts:?}");
        let values: Vec<String> = conflicts[0].values.iter().map(|claim| claim.value.to_string()).collect();
        let first =
            found[0].claims(Field::Killed).iter().find(|claim| claim.value.to_string() == "12").map(|it| it.sources);
        (conflicts[0].kind, values.len(), first)
    };
    let risen = "In Orsa 19 dockers died on Monday after a missile strike, up from an earlier 12: the grain quay of the harbour is gone.";
    assert_eq!(told(risen), (ConflictKind::Update, 2, Some(2)));
    let other = "In Orsa 19 dockers died on Monday after a missile strike, doctors said: the grain quay of the harbour is gone.";
    assert_eq!(told(other), (ConflictKind::Dispute, 2, Some(1)));
}

#[test]
fn outlets_of_ones_own_are_counted_as_the_reading_knew_them() {
    let one = "The missile strike on the grain quay of Orsa harbour on Monday killed 12 dockers.";
    let other = "In Orsa 12 dockers died on Monday after a missile strike: the grain quay of the harbour is gone.";
    let stories =
        [strike("a", "The Orsa Post", "2031-05-06", one, 12), strike("b", "Velm Herald", "2031-05-07", other, 12)];
    let sources = |table: &str| {
        let outlets = Outlets::embedded().clone().extended(Outlets::from_csv(table).expect("a table"));
        let mut ledger = Ledger::in_memory().expect("a ledger in memory").knowing(outlets);
        stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("the story is added"));
        let found = incidents(&ledger);
        let counted = &found[0].claims(Field::Killed)[0].counted;
        counted.iter().map(|it| it.source.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        sources("name,country,control\nThe Orsa Post,XK,state\nVelm Herald,XK,captured_private\n"),
        ["state media of Kosovo"]
    );
    assert_eq!(sources("name,aliases,owner\nOrsa Group,Orsa Post|Velm Herald,Brandt\n"), ["Orsa Group"]);
    assert_eq!(sources("name\nDaily Bell\n").len(), 2);
}

#[test]
fn a_monitor_is_the_one_that_the_document_names() {
    let story = |id: &str, named: &str| {
        let text = format!(
            "A monitor said a missile strike killed 12 dockers on the grain quay of Orsa harbour on Monday. {named} has counted for years, and so has the Tarn Monitor."
        );
        let mut story = Story::new(id, "The Orsa Post", "2031-05-06")
            .text(&text)
            .event("strike", |event| {
                event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12))
            })
            .says(
                "A monitor",
                "said",
                "a missile strike killed 12 dockers on the grain quay of Orsa harbour on Monday",
                Stance::Asserts,
            )
            .says_named(named, "counted", "for years", Stance::Asserts);
        story.reading.actors[1].kind = ActorKind::Organisation;
        story
    };
    let source =
        |named: &str| incidents(&ledger_of(&[story("a", named)]))[0].claims(Field::Killed)[0].counted[0].source.clone();
    assert_eq!(source("Velm Observatory"), "Velm Observatory");
    assert_eq!(source("Velm Choir"), "The Orsa Post");

    // Beside another one it is meant where it is named more often.
    let both = |times: usize| {
        let mut story = story("a", "Velm Observatory");
        for number in 0..times {
            story = story.says_named(
                if number == 0 { "Tarn Monitor" } else { "Velm Observatory" },
                "has",
                "years",
                Stance::Asserts,
            );
            let last = story.reading.actors.last_mut().expect("who was added");
            last.kind = ActorKind::Organisation;
        }
        incidents(&ledger_of(&[story]))[0].claims(Field::Killed)[0].counted[0].source.clone()
    };
    assert_eq!(both(1), "The Orsa Post");
    assert_eq!(both(2), "Velm Observatory");
}

#[test]
fn copies_quotations_and_one_states_outlets_are_one_source() {
    let quotes = |id: &str, outlet: &str, lead: &str| {
        Story::new(id, outlet, "2031-05-06")
            .text(&format!(
                "{lead} Ilmar Dost said a missile strike killed 12 dockers on the grain quay of Orsa harbour on Monday."
            ))
            .event("strike", |event| {
                event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12))
            })
            .says_named(
                "Ilmar Dost",
                "said",
                "a missile strike killed 12 dockers on the grain quay of Orsa harbour on Monday",
                Stance::Asserts,
            )
    };
    let own = |id: &str, outlet: &str, text: &str| {
        Story::new(id, outlet, "2031-05-07").text(text).event("strike", |event| {
            event.place("Orsa", 41.2, 20.1).day("Monday", "2031-05-05").killed("12", Some(12), Some(12))
        })
    };
    let sources = |stories: &[Story]| {
        let found = incidents(&ledger_of(stories));
        assert_eq!(found.len(), 1);
        let claims = found[0].claims(Field::Killed);
        assert_eq!(claims.len(), 1, "{claims:?}");
        claims[0].counted.iter().map(|it| (it.source.clone(), it.documents.len())).collect::<Vec<_>>()
    };
    let quoted = [
        quotes("a", "The Orsa Post", "Smoke rose over the town."),
        quotes("b", "Velm Herald", "Ships were turned away."),
    ];
    assert_eq!(sources(&quoted), [("Ilmar Dost".to_owned(), 2)]);
    let one = "The missile strike on the grain quay of Orsa harbour on Monday killed 12 dockers.";
    let other = "In Orsa 12 dockers died on Monday after a missile strike: the grain quay of the harbour is gone.";
    let told = |outlet: &str, other_outlet: &str| [own("a", outlet, one), own("b", other_outlet, other)];
    assert_eq!(sources(&told("The Orsa Post", "Velm Herald")).len(), 2);
    assert_eq!(sources(&told("Sputnik", "TASS")), [("state media of Russia".to_owned(), 2)]);
    let credited = [
        own("a", "The Orsa Post", &format!("ORSA (Reuters) - {one}")),
        own("b", "Velm Herald", &format!("ORSA (Reuters) - {other}")),
    ];
    assert_eq!(sources(&credited), [("Reuters".to_owned(), 2)]);
    let copied = [own("a", "The Orsa Post", one), own("b", "Velm Herald", one)];
    assert_eq!(sources(&copied), [("The Orsa Post".to_owned(), 2)]);
}

#[test]
fn the_order_of_adding_hardly_matters() {
    let stories = happenings(30, 4);
    let mut backward = stories.clone();
    backward.reverse();
    let mut shuffled = stories.clone();
    shuffled.sort_by_key(|story| story.reading.document.id.bytes().map(u32::from).sum::<u32>() * 7919 % 101);
    for other in [backward, shuffled] {
        let (mut one, mut other) = (ledger_of_unsettled(&stories), ledger_of_unsettled(&other));
        let alike = b_cubed(&one, &other);
        assert!(alike >= 0.98, "{alike}");
        one.relink(|_| ()).expect("relinked");
        other.relink(|_| ()).expect("relinked");
        assert_eq!(parts(&one), parts(&other), "relink makes it exact");
    }
    // The incidents are those of which the stories were made.
    let found = parts(&ledger_of(&stories));
    let happening = |id: &String| id.split('-').next().map(str::to_owned);
    let right = found.iter().filter(|documents| {
        documents.len() == 4 && documents.iter().all(|id| happening(id) == happening(&documents[0]))
    });
    assert!(right.count() >= 28, "{found:?}");
}

fn ledger_of_unsettled(stories: &[Story]) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("the story is added"));
    ledger
}

/// B-cubed F1 between the incidents of two ledgers (A. Bagga and B. Baldwin 1998), over documents and the incident that each first stands in.
fn b_cubed(one: &Ledger, other: &Ledger) -> f64 {
    let of = |ledger: &Ledger| -> BTreeMap<String, String> {
        let mut of = BTreeMap::new();
        for incident in incidents(ledger) {
            for document in incident.documents {
                of.entry(document).or_insert_with(|| incident.id.clone());
            }
        }
        of
    };
    let (one, other) = (of(one), of(other));
    assert!(one.keys().eq(other.keys()));
    let sets = |of: &BTreeMap<String, String>| {
        let mut sets: HashMap<String, BTreeSet<String>> = HashMap::new();
        of.iter().for_each(|(document, id)| _ = sets.entry(id.clone()).or_default().insert(document.clone()));
        sets
    };
    let (ones, others) = (sets(&one), sets(&other));
    let (mut precision, mut recall) = (0.0, 0.0);
    for document in one.keys() {
        let (here, there) = (&ones[&one[document]], &others[&other[document]]);
        let both = here.intersection(there).count() as f64;
        precision += both / here.len() as f64;
        recall += both / there.len() as f64;
    }
    let count = one.len() as f64;
    let (precision, recall) = (precision / count, recall / count);
    2.0 * precision * recall / (precision + recall)
}

#[test]
fn an_analyst_parts_and_joins_and_takes_it_back() {
    let mut ledger = ledger_of(&harbour());
    let before = parts(&ledger);
    let id = |ledger: &Ledger, place: &str| {
        let is = |it: &&Incident| it.place.as_ref().is_some_and(|at| at.name == place);
        incidents(ledger).iter().find(is).map(|it| it.id.clone()).expect("an incident there")
    };
    let split = ledger.split(&id(&ledger, "Orsa"), &["front".to_owned()], Some("Ann")).expect("split");
    let apart: BTreeSet<Vec<String>> = [vec!["herald", "post"], vec!["front"], vec!["fire"]].map(owned).into();
    assert_eq!(parts(&ledger), apart);
    // It stands over what the machine finds again.
    ledger.relink(|_| ()).expect("relinked");
    assert_eq!(parts(&ledger), apart);
    ledger.undo(split).expect("undone");
    assert_eq!(parts(&ledger), before);

    let ids = [id(&ledger, "Orsa"), id(&ledger, "Brenth")];
    let merge = ledger.merge(&ids, None).expect("merged");
    assert_eq!(parts(&ledger), [owned(vec!["fire", "front", "herald", "post"])].into());
    ledger.relink(|_| ()).expect("relinked");
    assert_eq!(parts(&ledger).len(), 1);
    ledger.undo(merge).expect("undone");
    assert_eq!(parts(&ledger), before);
    let decisions = ledger.decisions().expect("decisions");
    assert_eq!(decisions.iter().filter(|it| it.undone.is_some()).count(), 2);
    assert_eq!(decisions[0].analyst.as_deref(), Some("Ann"));
    assert!(ledger.undo(split).is_err(), "it has been taken back already");
    assert!(ledger.merge(&[ids[0].clone(), "a1".to_owned()], None).is_err(), "an incident and an actor");
    assert!(ledger.split(&ids[1], &["fire".to_owned()], None).is_err(), "nothing would be left");
}

#[test]
fn what_could_be_one_and_what_has_been_decided_about_it() {
    let mut ledger = ledger_of(&harbour());
    let all = incidents(&ledger);
    let id = |place: &str| {
        let is = |it: &&Incident| it.place.as_ref().is_some_and(|at| at.name == place);
        all.iter().find(is).map(|it| it.id.clone()).expect("an incident there")
    };
    let (orsa, brenth) = (id("Orsa"), id("Brenth"));
    let offered = |ledger: &Ledger, words: Option<&str>| {
        let rows = ledger.likely(&orsa, words, 5).expect("rows");
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert!(!offered(&ledger, None).contains(&orsa), "it is no other");
    for words in [brenth.as_str(), " brenth ", "Brenth"] {
        assert_eq!(offered(&ledger, Some(words)), std::slice::from_ref(&brenth), "{words}");
    }
    assert!(offered(&ledger, Some("100%")).is_empty() && offered(&ledger, Some("i")).len() <= 5);
    assert!(ledger.likely("x7", None, 5).is_err() && ledger.likely("i999", None, 5).expect("rows").is_empty());

    assert!(ledger.decisions_of(&orsa).expect("decisions").is_empty());
    let split = ledger.split(&orsa, &["front".to_owned()], Some("Ann")).expect("split");
    let parts = ledger.incidents_decided(split).expect("incidents");
    assert_eq!((parts.len(), parts.contains(&orsa)), (2, true));
    let decided = ledger.decisions_of(&orsa).expect("decisions");
    assert_eq!((decided.len(), decided[0].decision.analyst.as_deref()), (1, Some("Ann")));
    assert!(decided[0].decision.words.starts_with("what front tells is not “"), "{:?}", decided[0]);
    let other = decided[0].others.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(other, parts.iter().filter(|part| **part != orsa).cloned().collect::<Vec<_>>());
    assert!(offered(&ledger, None).contains(&other[0]), "what was one is likely one");
    let merge = ledger.merge(&[orsa.clone(), other[0].clone()], None);
    let merge = merge.expect("a later word");
    assert_eq!(ledger.decisions_of(&orsa).expect("decisions").len(), 2);
    for decision in [split, merge] {
        ledger.undo(decision).expect("undone");
    }
    assert!(ledger.decisions_of(&orsa).expect("decisions").is_empty());
}

/// A story in which somebody says that the quay was closed.
fn quotes(id: &str, name: &str) -> Story {
    let text = format!("{name} said the quay was closed.");
    let story = Story::new(id, "The Orsa Post", "2031-05-06").text(&text);
    story.says_named(name, "said", "the quay was closed", Stance::Asserts)
}

#[test]
fn whose_name_is_like_anothers() {
    let mut ledger = ledger_of(&[quotes("a", "Ilmar Dost"), quotes("b", "Rena Dost"), quotes("c", "Ilva Brandt")]);
    let mut ids = std::collections::BTreeMap::new();
    let each = |row: sayso_ledger::ActorRow| ids.insert(row.name, row.id).is_none();
    ledger.actors(&Default::default(), each).expect("actors");
    let (ilmar, rena) = (ids["Ilmar Dost"].clone(), ids["Rena Dost"].clone());
    let named = |ledger: &Ledger, words: Option<&str>| {
        let rows = ledger.likely(&ilmar, words, 5).expect("rows");
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(named(&ledger, None), ["Rena Dost"]);
    assert_eq!(named(&ledger, Some("brandt")), ["Ilva Brandt"]);
    let merge = ledger.merge(&[ilmar.clone(), rena.clone()], None);
    let words = format!("“Ilmar Dost” ({ilmar}) and “Rena Dost” ({rena}) are one");
    for id in [&ilmar, &rena] {
        assert_eq!(ledger.decisions_of(id).expect("decisions")[0].decision.words, words);
    }
    assert!(named(&ledger, None).is_empty(), "who is the same is no other");
    ledger.undo(merge.expect("merged")).expect("undone");
    assert_eq!(named(&ledger, None), ["Rena Dost"]);
}

fn owned(ids: Vec<&str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}

#[test]
fn what_is_taken_out_leaves_no_trace() {
    let stories = harbour();
    let mut ledger = ledger_of(&stories[1..]);
    let before = parts(&ledger);
    ledger.add(&stories[0].reading).expect("added");
    ledger.remove("post").expect("removed");
    ledger.settle().expect("settles");
    assert_eq!(parts(&ledger), before);
    for id in ["herald", "front", "fire"] {
        ledger.remove(id).expect("removed");
    }
    assert!(incidents(&ledger).is_empty());
}

#[test]
fn a_statement_is_traced_to_where_it_was_first_said() {
    let said = "that the grain quay of Orsa will stay closed until the cranes are repaired";
    let told = |id: &str, outlet: &str, day: &str, lead: &str| {
        Story::new(id, outlet, day).text(&format!("{lead} Ilmar Dost said {said}.")).says_named(
            "Ilmar Dost",
            "said",
            said,
            Stance::Asserts,
        )
    };
    let stories = [
        told("late", "Velm Herald", "2031-05-09", "Ships were turned away at the river mouth for a third day."),
        told("early", "The Orsa Post", "2031-05-06", "Dockers went home early."),
        Story::new("other", "The Orsa Post", "2031-05-01")
            .text("Ilmar Dost said that the fishing season would open in June.")
            .says_named("Ilmar Dost", "said", "that the fishing season would open in June", Stance::Asserts),
    ];
    let ledger = ledger_of(&stories);
    let trace = ledger.trace("late#s1").expect("a trace");
    assert_eq!(trace.first, "early#s1");
    let ids: Vec<&str> = trace.appearances.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["early#s1", "late#s1"]);
    assert!(ledger.trace("late#s9").is_err() && ledger.trace("late").is_err());
}

#[test]
fn one_actor_in_several_documents() {
    let mut ledger = ledger_of(&[quotes("a", "Ilmar Dost"), quotes("b", "ILMAR DOST"), quotes("c", "Ilmar Dostan")]);
    let names = |ledger: &Ledger| {
        let mut found = Vec::new();
        let each = |row: sayso_ledger::ActorRow| {
            found.push((row.id, row.name, row.statements));
            true
        };
        ledger.actors(&Default::default(), each).expect("actors");
        found
    };
    let found = names(&ledger);
    assert_eq!(
        found.iter().map(|it| (it.1.as_str(), it.2)).collect::<Vec<_>>(),
        [("Ilmar Dost", 2), ("Ilmar Dostan", 1)]
    );
    let merge = ledger.merge(&[found[0].0.clone(), found[1].0.clone()], None).expect("merged");
    assert_eq!(names(&ledger).iter().map(|it| (it.1.as_str(), it.2)).collect::<Vec<_>>(), [("Ilmar Dost", 3)]);
    assert_eq!(ledger.actor(&found[0].0).expect("an actor").names.len(), 3);
    ledger.undo(merge).expect("undone");
    assert_eq!(names(&ledger), found);
    ledger.remove("c").expect("removed");
    assert_eq!(names(&ledger).len(), 1);
}

/// Who did it, as the claims have it.
fn doers(stories: &[Story]) -> Vec<String> {
    let found = incidents(&ledger_of(stories));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].conflicts().is_empty());
    let mut doers: Vec<String> = found[0].claims(Field::Perpetrator).iter().map(|it| it.value.to_string()).collect();
    doers.sort();
    doers
}

/// A story of the strike on the quay that was done by somebody: an actor of the document with this kind and country.
fn done_by(id: &str, outlet: &str, doer: &str, kind: ActorKind, country: Option<&str>) -> Story {
    let text = format!(
        "{doer} hit the grain quay of Orsa harbour with a missile on Monday and killed 12 dockers. Ilmar Dost was silent."
    );
    let mut story = Story::new(id, outlet, "2031-05-06")
        .text(&text)
        .event("hit", |event| {
            event
                .place("Orsa", 41.2, 20.1)
                .day("Monday", "2031-05-05")
                .killed("12", Some(12), Some(12))
                .role(Role::Actor, doer, Some("a1"))
                .country("XV")
        })
        .says(doer, "hit", "12 dockers", Stance::Asserts)
        .says_named("Ilmar Dost", "was", "silent", Stance::Asserts);
    story.reading.actors[0].kind = kind;
    story.reading.actors[0].country = country.map(str::to_owned);
    story.reading.statements.clear();
    story.reading.events[0].said_in.clear();
    story
}

#[test]
fn a_state_is_one_doer_whatever_it_is_called() {
    let stories = [
        done_by("a", "The Orsa Post", "Velmark government troops", ActorKind::Military, Some("XV")),
        done_by("b", "Velm Herald", "The regime", ActorKind::Government, None),
        done_by("c", "Front Radio", "The Ilmar Dost regime", ActorKind::Government, None),
        done_by("d", "Kestrel Wire", "Dost", ActorKind::Person, None),
    ];
    let mut last = stories.clone();
    last[3].reading.actors[0].named = true;
    assert_eq!(doers(&last), ["government of XV"]);
    // Who fights beside it is another, and so is a regime of which nobody knows whose it is.
    let others = [
        stories[0].clone(),
        done_by("e", "Velm Herald", "Pro-government forces", ActorKind::Organisation, None),
        done_by("f", "Front Radio", "The Tarn regime", ActorKind::Government, None),
    ];
    assert_eq!(doers(&others), ["Pro-government forces", "The Tarn regime", "government of XV"]);
}
