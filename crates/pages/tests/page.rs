//! The page of a reading, looked at as a browser's reader would.

mod fixture;

use std::collections::HashSet;

use fixture::depot;
use proptest::prelude::*;
use sayso_document::{CodePoints, Span};
use sayso_pages::reading_page;
use sayso_reading::{EventRole, Manner, Reading};

/// The values of an attribute, in the order of the page.
fn attributes<'page>(page: &'page str, name: &str) -> Vec<&'page str> {
    let opening = format!(" {name}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn article(page: &str) -> &str {
    let start = page.find("<article").expect("a page has an article");
    let inner = start + page[start..].find('>').expect("the tag ends") + 1;
    &page[inner..page.find("</article>").expect("the article ends")]
}

/// The text that the elements hold, without the numbers of the statements.
fn words(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = if after.starts_with("sup ") {
            after.split_once("</sup>").expect("a number ends").1
        } else {
            after.split_once('>').expect("a tag ends").1
        };
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every id is there once, every internal link leads to one, and no tag is left open.
fn assert_whole(page: &str) {
    let ids = attributes(page, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id is given twice");
    for link in attributes(page, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(known.contains(link), "no element has the id {link}");
    }
    for element in ["a", "span", "p", "tr", "td", "sup", "article", "section"] {
        let opened = page.matches(&format!("<{element} ")).count() + page.matches(&format!("<{element}>")).count();
        assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "<{element}>");
    }
}

#[test]
fn the_article_and_its_table() {
    let page = reading_page(&depot());
    assert_whole(&page);
    let body = &page[page.find("<body").expect("a page has a body")..];
    let lines = body.replace("<p", "\n<p").replace("<tr", "\n<tr").replace("<td", "\n  <td").replace("<li", "\n<li");
    insta::assert_snapshot!(lines);
}

#[test]
fn each_number_says_in_which_statement_it_stands() {
    let mut reading = depot();
    // "Three" stands within the third statement and the fourth, which that one holds; "two" in the article's own voice.
    let three = reading.events[1].injured.take().expect("a number");
    reading.events[1].further_killed = vec![three];
    let page = reading_page(&reading);
    assert_whole(&page);
    let row = &page[page.find("<dt>killed</dt>").expect("how many were killed")..];
    let row = &row[..row.find("</dd>").expect("the row ends")];
    assert_eq!(words(row), "killed 2, also given as at least 3 in 4");
    assert_eq!(attributes(row, "href"), ["#s4"]);
}

#[test]
fn the_text_is_whole() {
    let reading = depot();
    let page = reading_page(&reading);
    assert_eq!(without_white_space(&words(article(&page))), without_white_space(&reading.document.text));
}

#[test]
fn every_part_is_linked_to_its_row_and_back() {
    let page = reading_page(&depot());
    let links: HashSet<&str> = attributes(&page, "href").into_iter().collect();
    let ids: HashSet<&str> = attributes(article(&page), "id").into_iter().collect();
    for (index, statement) in depot().statements.iter().enumerate() {
        let number = index + 1;
        assert!(links.contains(format!("#s{number}").as_str()), "nothing links to the row of statement {number}");
        let mut parts = vec!["cue", "content"];
        if !statement.source.spans.is_empty() {
            parts.push("source");
        }
        for part in parts {
            let anchor = format!("s{number}-{part}");
            assert!(ids.contains(anchor.as_str()), "{anchor} is not in the article");
            assert!(links.contains(format!("#{anchor}").as_str()), "nothing links to {anchor}");
        }
    }
}

#[test]
fn every_event_is_linked_to_its_entry_and_back() {
    let page = reading_page(&depot());
    let ids: HashSet<&str> = attributes(&page, "id").into_iter().collect();
    let links: HashSet<&str> = attributes(&page, "href").into_iter().collect();
    // The deed is listed before the word, whatever their order in the text.
    for anchor in ["e1", "e1-trigger", "e2", "e2-trigger"] {
        assert!(ids.contains(anchor), "{anchor} is not there");
        assert!(links.contains(format!("#{anchor}").as_str()), "nothing links to {anchor}");
    }
    assert!(page.find("assault · drone · attack · denied") < page.find("accuse · allege"));
    assert!(page.contains("the Sixth Column (claimed or admitted)"));
    assert!(article(&page).matches("mark participant e1").count() >= 3);
}

#[test]
fn nothing_from_the_document_becomes_markup() {
    let mut reading = depot();
    let hostile = "</title></style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    reading.document.title = Some(hostile.to_owned());
    reading.document.outlet = Some(hostile.to_owned());
    reading.document.published = Some(hostile.to_owned());
    reading.document.authors = vec![hostile.to_owned()];
    reading.document.language = hostile.to_owned();
    reading.document.url = Some(format!("https://a.example/{hostile}"));
    reading.document.text = hostile.to_owned();
    reading.actors[0].name = hostile.to_owned();
    reading.statements[0].id = hostile.to_owned();
    reading.statements[0].content.spans[0].text = hostile.to_owned();
    reading.statements[1].within = Some(hostile.to_owned());
    let strike = &mut reading.events[1];
    strike.mode = Some(hostile.to_owned());
    strike.roles[0].span.text = hostile.to_owned();
    strike.mentions[0].text = hostile.to_owned();
    strike.said_in.push(hostile.to_owned());
    let place = strike.place.as_mut().expect("the fixture has a place");
    (place.span.text, place.country) = (hostile.to_owned(), Some(hostile.to_owned()));
    let page = reading_page(&reading);
    assert_whole(&page);
    assert!(!page.contains("<script"), "a script");
    assert!(!page.contains("<img"), "an image");
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    assert!(attributes(&page, "lang").iter().all(|lang| ["en", "und"].contains(lang)));
}

#[test]
fn only_web_addresses_become_links() {
    for url in ["javascript:alert(1)", "JAVASCRIPT://a%0Aalert(1)", "data:text/html,x", "file:///x", " javascript:x"] {
        let mut reading = depot();
        reading.document.url = Some(url.to_owned());
        let page = reading_page(&reading);
        assert!(attributes(&page, "href").iter().all(|href| href.starts_with('#')), "{url} became a link");
        assert!(page.contains(url), "{url} is not shown");
    }
    let page = reading_page(&depot());
    assert!(page.contains(r#"href="https://courier.example/world/orsa?a=1&amp;b=2""#));
}

#[test]
fn the_policy_allows_the_style_sheet_alone() {
    let page = reading_page(&depot());
    let policies: Vec<&str> =
        attributes(&page, "content").into_iter().filter(|value| value.contains("default-src")).collect();
    let [policy] = policies[..] else { panic!("one policy, not {policies:?}") };
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.contains(" style=\""), "an attribute that the policy forbids");
    for element in ["<script", "<img", "<link", "<iframe", "<object", "<embed", "<form", "url(", "@import"] {
        assert!(!page.contains(element), "{element}");
    }
}

#[test]
fn a_reading_without_statements_says_so() {
    let mut reading = depot();
    reading.statements.clear();
    reading.events.clear();
    let page = reading_page(&reading);
    assert_whole(&page);
    assert!(page.contains("No statements were found"));
    assert!(!page.contains("events-title"));
}

#[test]
fn spans_outside_the_text_are_listed_but_not_marked() {
    let mut reading = depot();
    reading.document.text = "Short.".to_owned();
    let page = reading_page(&reading);
    assert_whole(&page);
    assert!(page.contains("the Sixth Column"));
}

/// Work that grows with the square of the statements would take minutes here.
#[test]
fn a_book_of_statements_is_published_in_seconds() {
    const COPIES: usize = 4000;
    let mut reading = depot();
    let (text, statements) = (reading.document.text.clone(), reading.statements.clone());
    let length = text.chars().count();
    reading.document.text = text.repeat(COPIES);
    reading.statements.clear();
    for copy in 0..COPIES {
        for (number, statement) in statements.iter().enumerate() {
            let mut statement = statement.clone();
            statement.id = format!("{copy}-{number}");
            let parts = [&mut statement.source.spans, &mut statement.cue.spans, &mut statement.content.spans];
            for span in parts.into_iter().flatten() {
                span.start += copy * length;
                span.end += copy * length;
            }
            reading.statements.push(statement);
        }
    }
    let start = std::time::Instant::now();
    let page = reading_page(&reading);
    let took = start.elapsed();
    assert_eq!(page.matches("<tr id=").count(), COPIES * statements.len());
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
}

/// Starts and ends of spans.
type Pairs = Vec<(usize, usize)>;

/// A reading over any text, with statements whose spans lie anywhere in it and past its end.
fn any_reading() -> impl Strategy<Value = Reading> {
    let text = prop::collection::vec(
        prop::sample::select(vec!["a", " ", "\n", "\n\n", "é", "“", "🔥", "<b>", "&", "word"]),
        0..40,
    );
    let spans = prop::collection::vec((0usize..60, 0usize..60), 0..3);
    let statements = prop::collection::vec((spans.clone(), spans.clone(), spans.clone()), 0..6);
    let events = prop::collection::vec((spans.clone(), spans), 0..4);
    (text, statements, events).prop_map(|(text, statements, events)| {
        let mut reading = depot();
        let text = text.concat();
        let points = CodePoints::new(&text);
        let spans = |pairs: Pairs| -> Vec<Span> {
            pairs
                .into_iter()
                .map(|(start, end)| {
                    let words = text.get(points.to_byte(start)..points.to_byte(end)).unwrap_or_default();
                    Span { start, end, text: words.to_owned() }
                })
                .collect()
        };
        let template = reading.statements[0].clone();
        reading.statements = statements
            .into_iter()
            .map(|(source, cue, content)| {
                let mut statement = template.clone();
                statement.manner = Manner::Indirect;
                statement.source.spans = spans(source);
                statement.cue.spans = spans(cue);
                statement.content.spans = spans(content);
                statement
            })
            .collect();
        let event = |(triggers, roles): (Pairs, Pairs)| {
            let mut event = reading.events[1].clone();
            event.mentions = spans(triggers);
            let role = event.roles[0].clone();
            event.roles = spans(roles).into_iter().map(|span| EventRole { span, ..role.clone() }).collect();
            event
        };
        let events = events.into_iter().map(event).collect();
        reading.events = events;
        reading.document.text = text.clone();
        reading
    })
}

proptest! {
    #[test]
    fn any_spans_leave_the_text_whole(reading in any_reading()) {
        let page = reading_page(&reading);
        assert_whole(&page);
        prop_assert_eq!(without_white_space(&words(article(&page))), without_white_space(&reading.document.text));
    }
}

/// Writes the fixture's page where `SAYSO_PAGE` says, to look at in a browser.
#[test]
fn page_to_look_at() {
    let Some(path) = std::env::var_os("SAYSO_PAGE") else {
        println!("skipped: SAYSO_PAGE names no file");
        return;
    };
    std::fs::write(path, reading_page(&depot())).expect("the file can be written");
}
