//! What is decided and taken back leaves nothing, in whichever order and whatever has come since: on the examples, and on stories.

mod story;

use std::path::Path;
use std::sync::LazyLock;

use sayso_document::{Documents, Limits, Origin};
use sayso_ledger::{Conflict, Incident, IncidentFilter, Ledger};
use sayso_reading::{Reader, Reading};
use story::{Story, happenings, incidents};

/// The articles of `examples/`, read once.
static EXAMPLES: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the examples").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "txt" || it == "html" || it == "jsonl"));
    paths.sort();
    let reader = Reader::new().expect("a reader");
    let documents = paths.iter().flat_map(|path| {
        let origin = Origin { name: path.display().to_string(), ..Origin::default() };
        let file = std::fs::File::open(path).expect("an example");
        Documents::open(Box::new(file), origin, Limits::default())
    });
    documents.map(|document| reader.read(document.expect("a document"))).collect()
});

/// All that a ledger says of incidents: their numbers, titles, documents, claims and conflicts.
fn all(ledger: &Ledger) -> (Vec<Incident>, Vec<Conflict>) {
    (incidents(ledger), ledger.conflicts(&IncidentFilter::default(), None).expect("conflicts").0)
}

fn examples(backward: bool) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    let mut readings: Vec<&Reading> = EXAMPLES.iter().collect();
    if backward {
        readings.reverse();
    }
    readings.into_iter().for_each(|reading| _ = ledger.add(reading).expect("added"));
    ledger
}

/// A ledger of stories in which much is told by several.
fn stories(count: usize) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    happenings(count, 3).iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    ledger
}

/// The largest incident, and the document of it that comes last.
fn largest(ledger: &Ledger) -> (String, Vec<String>) {
    let incident = incidents(ledger).remove(0);
    (incident.id, incident.documents.last().into_iter().cloned().collect())
}

#[test]
fn a_split_leaves_nothing_when_it_is_taken_back() {
    for backward in [false, true] {
        let mut ledger = examples(backward);
        let before = all(&ledger);
        let mut splits = 0;
        for incident in before.0.iter().filter(|incident| incident.documents.len() > 1) {
            for document in &incident.documents {
                let split = ledger.split(&incident.id, std::slice::from_ref(document), None).expect("split");
                let parted = incidents(&ledger);
                assert_eq!(parted.len(), before.0.len() + 1, "{document} out of {}", incident.id);
                // Of other happenings nothing has been said.
                let others = |found: &[Incident]| {
                    let mut documents: Vec<Vec<String>> = found.iter().map(|it| it.documents.clone()).collect();
                    documents.sort();
                    documents
                };
                let mut expected = before.0.clone();
                expected.retain(|it| it.id != incident.id);
                let expected = others(&expected);
                assert!(expected.iter().all(|it| others(&parted).contains(it)), "{document} out of {}", incident.id);
                ledger.undo(split).expect("undone");
                assert_eq!(all(&ledger), before, "{document} out of {}", incident.id);
                splits += 1;
            }
        }
        assert!(splits > 10, "{splits}");
    }
}

#[test]
fn a_merge_leaves_nothing_when_it_is_taken_back() {
    let mut ledger = examples(false);
    let before = all(&ledger);
    for pair in before.0.windows(2) {
        let merge = ledger.merge(&[pair[0].id.clone(), pair[1].id.clone()], None).expect("merged");
        assert_eq!(incidents(&ledger).len(), before.0.len() - 1);
        ledger.undo(merge).expect("undone");
        assert_eq!(all(&ledger), before, "{} and {}", pair[0].id, pair[1].id);
    }
}

#[test]
fn decisions_are_taken_back_in_any_order() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut ledger = stories(4);
        let before = all(&ledger);
        let (one, other) = (before.0[0].id.clone(), before.0[1].id.clone());
        let mut decisions = vec![ledger.merge(&[one.clone(), other], None).expect("merged")];
        let both = incidents(&ledger).remove(0);
        let out = [both.documents[0].clone(), both.documents[5].clone()];
        decisions.push(ledger.split(&both.id, &out, None).expect("split"));
        let rest = incidents(&ledger).into_iter().find(|it| it.documents.len() == 4).expect("the rest").id;
        let third = before.0[2].id.clone();
        decisions.push(ledger.merge(&[rest, third], None).expect("merged"));
        for at in order {
            ledger.undo(decisions[at]).expect("undone");
        }
        assert_eq!(all(&ledger), before, "{order:?}");
    }
}

#[test]
fn who_is_taken_out_of_two_that_are_one_no_more_leaves_them_two() {
    let mut ledger = stories(2);
    let before = incidents(&ledger);
    let merge = ledger.merge(&[before[0].id.clone(), before[1].id.clone()], None).expect("merged");
    let both = incidents(&ledger).remove(0);
    ledger.split(&both.id, &[before[0].documents[0].clone()], None).expect("split");
    ledger.undo(merge).expect("undone");
    let mut sizes: Vec<usize> = incidents(&ledger).iter().map(|it| it.documents.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2, 3]);
}

#[test]
fn what_was_added_since_is_where_it_would_be_without_the_decision() {
    let told = happenings(3, 4);
    let (late, early): (Vec<Story>, Vec<Story>) =
        told.into_iter().partition(|story| story.reading.document.id.ends_with("-3"));
    let ledger_of = |stories: &[Story]| {
        let mut ledger = Ledger::in_memory().expect("a ledger in memory");
        stories.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
        ledger
    };
    let plain = {
        let mut ledger = ledger_of(&early);
        late.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
        all(&ledger)
    };
    let mut ledger = ledger_of(&early);
    let (id, out) = largest(&ledger);
    let split = ledger.split(&id, &out, None).expect("split");
    late.iter().for_each(|story| _ = ledger.add(&story.reading).expect("added"));
    // It stands over what came later, which is of the one part or the other.
    let parts: Vec<Incident> = incidents(&ledger);
    assert_eq!(parts.len(), plain.0.len() + 1);
    let with = |document: &String| parts.iter().filter(|it| it.documents.contains(document)).count();
    assert!(plain.0.iter().flat_map(|it| &it.documents).all(|document| with(document) == 1));
    ledger.undo(split).expect("undone");
    assert_eq!(all(&ledger), plain);
}

#[test]
fn a_later_word_joins_what_an_earlier_one_has_parted() {
    let mut ledger = stories(2);
    let before = incidents(&ledger);
    let (id, out) = largest(&ledger);
    let split = ledger.split(&id, &out, None).expect("split");
    let parts = ledger.incidents_decided(split).expect("incidents");
    ledger.merge(&parts, None).expect("merged");
    assert_eq!(incidents(&ledger), before);
}

/// The documents of each incident.
fn documents(ledger: &Ledger) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = incidents(ledger).into_iter().map(|it| it.documents).collect();
    all.iter_mut().for_each(|documents| documents.sort());
    all.sort();
    all
}

#[test]
fn a_merge_goes_on_for_those_that_stay() {
    let mut ledger = stories(3);
    let before = incidents(&ledger);
    let ids: Vec<String> = before.iter().map(|it| it.id.clone()).collect();
    let merge = ledger.merge(&ids, None).expect("merged");
    let mut all: Vec<String> = before.iter().flat_map(|it| it.documents.clone()).collect();
    all.sort();
    // Whichever is removed, and one after another: the first, to which the others were tied, and the next one that is.
    while all.len() > 3 {
        ledger.remove(&all.remove(0)).expect("removed");
        assert_eq!(documents(&ledger), std::slice::from_ref(&all));
    }
    ledger.relink(|_| ()).expect("relinked");
    assert_eq!(documents(&ledger), [all.clone()]);
    ledger.undo(merge).expect("undone");
    let mut plain = Ledger::in_memory().expect("a ledger in memory");
    let told = happenings(3, 3).into_iter().filter(|story| all.contains(&story.reading.document.id));
    told.for_each(|story| _ = plain.add(&story.reading).expect("added"));
    assert_eq!(documents(&ledger), documents(&plain));
}

#[test]
fn what_is_split_out_of_a_merge_stays_out_when_its_first_document_goes() {
    let mut ledger = stories(2);
    let before = incidents(&ledger);
    ledger.merge(&[before[0].id.clone(), before[1].id.clone()], None).expect("merged");
    let both = incidents(&ledger).remove(0);
    let (first, out) = (both.documents[0].clone(), both.documents[4].clone());
    ledger.split(&both.id, std::slice::from_ref(&out), None).expect("split");
    ledger.remove(&first).expect("removed");
    let mut stays: Vec<String> = both.documents.into_iter().filter(|it| ![&first, &out].contains(&it)).collect();
    stays.sort();
    let mut expected = vec![stays, vec![out]];
    expected.sort();
    assert_eq!(documents(&ledger), expected);
}
