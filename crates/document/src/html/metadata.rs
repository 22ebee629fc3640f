//! What a page declares of itself: title, outlet, authors, date, address, language.
//!
//! Read from JSON-LD (schema.org), `<meta>` tags (OpenGraph, Dublin Core, citation tags and common relatives),
//! microdata and links, and from the page's own elements where those say nothing. All of it is what a stranger
//! claims: it is tidied, cut to a sane length, and addresses must be web addresses of the page's own host.

use std::borrow::Cow;
use std::collections::HashMap;

use dom_query::Document as Page;

use super::linked_data::LinkedData;
use crate::{date, document};

/// The longest title, outlet or name that is believed, in characters.
const LONGEST: usize = 300;
/// How many authors are kept.
const MOST_AUTHORS: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    /// The page's language tag, as declared.
    pub(super) language: Option<String>,
    /// The article's text, where the page gives it to machines.
    pub(super) text: Option<String>,
    /// The page's own idea of its address.
    canonical: Option<String>,
}

impl Metadata {
    /// Reads what `page` declares.
    pub(super) fn of(page: &Page) -> Self {
        let tags = Tags::of(page);
        let linked = LinkedData::of(page);
        let mut metadata = Self {
            outlet: tags
                .first(&["og:site_name"])
                .or_else(|| linked.name("publisher").and_then(|name| tidy(&name)))
                .or_else(|| {
                    tags.first(&["application-name", "dc.publisher", "dcterms.publisher", "apple-mobile-web-app-title"])
                }),
            published: linked
                .text("datePublished")
                .into_iter()
                .chain(tags.all(DATES))
                .chain(TIMES.iter().filter_map(|query| time_of(page, query)))
                .find_map(|date| date::iso(&date)),
            language: attribute(page, "html[lang]", "lang").or_else(|| tags.first(&["og:locale", "content-language"])),
            text: linked.text("articleBody").and_then(|text| body(&text)),
            canonical: attribute(page, "link[rel=canonical]", "href")
                .into_iter()
                .chain(tags.all(&["og:url"]))
                .chain(linked.text("url"))
                .find_map(|url| document::http_url(&url)),
            ..Self::default()
        };
        let title = linked.text("headline").and_then(|title| tidy(&title));
        metadata.set_title(title.or_else(|| tags.first(TITLES)).or_else(|| only_heading(page)));
        for name in linked.names("author") {
            metadata.add_author(&name);
        }
        if metadata.authors.is_empty() {
            for byline in tags.all(AUTHORS) {
                metadata.add_byline(&byline);
            }
        }
        if metadata.authors.is_empty() {
            for node in page.select("[itemprop=author] [itemprop=name], [rel=author]").nodes() {
                metadata.add_byline(&node.text());
            }
        }
        metadata
    }

    /// Where the page was published. The page's own idea counts where it does not contradict `fetched`, the
    /// address that it came from: a page cannot pass itself off as another host's.
    pub(super) fn url(&self, fetched: Option<&str>) -> Option<String> {
        let fetched = fetched.and_then(document::http_url);
        match (&self.canonical, fetched) {
            (Some(canonical), Some(fetched)) if host(canonical) != host(&fetched) => Some(fetched),
            (Some(canonical), _) => Some(canonical.clone()),
            (None, fetched) => fetched,
        }
    }

    /// Takes `title`, which is tidy, less the outlet's name at its end.
    pub(super) fn set_title(&mut self, title: Option<String>) {
        const SEPARATORS: [char; 8] = ['|', '-', '–', '—', '·', '•', ':', '»'];
        self.title = title.map(|title| {
            let outlet = self.outlet.as_deref().filter(|outlet| !outlet.is_empty());
            let bare = outlet.and_then(|outlet| title.strip_suffix(outlet)?.trim_end().strip_suffix(SEPARATORS));
            bare.map(str::trim_end).filter(|bare| !bare.is_empty()).unwrap_or(&title).to_owned()
        });
    }

    /// Adds the names in a line such as `By Ana Brel and Tomas Krev, Tarvos`.
    pub(super) fn add_byline(&mut self, byline: &str) {
        let Some(byline) = tidy(byline) else { return };
        let names = byline
            .split([',', ';', '|', '/', '\n'])
            .flat_map(|part| part.split(" and "))
            .flat_map(|part| part.split(" & "));
        for (at, name) in names.enumerate() {
            // Behind the first comma there may be more names, or roles and places; a name has two words or more.
            if at == 0 || name.split_whitespace().count() > 1 {
                self.add_author(name);
            }
        }
    }

    fn add_author(&mut self, name: &str) {
        let Some(name) = tidy(name) else { return };
        let name = ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(&name).trim();
        if is_name(name) && self.authors.len() < MOST_AUTHORS && !self.authors.iter().any(|known| known == name) {
            self.authors.push(name.to_owned());
        }
    }
}

const TITLES: &[&str] = &["og:title", "twitter:title", "citation_title", "parsely-title", "dc.title", "dcterms.title"];
const AUTHORS: &[&str] =
    &["author", "article:author", "citation_author", "parsely-author", "sailthru.author", "dc.creator", "byl"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
];
const TIMES: &[&str] = &["[itemprop=datePublished]", "time[pubdate]", "article time", "main time", "time"];

/// Whether this can be somebody's name: words with capital letters, no address, no number.
fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let letters = name.chars().any(char::is_alphabetic);
    let address = name.contains("://") || name.contains(['@', '{', '<']) || name.starts_with("www.");
    let number = name.chars().any(|c| c.is_ascii_digit());
    // Scripts without letter case have neither; a name in others starts at least one word with a capital.
    let capital = name.split_whitespace().any(|word| word.starts_with(|c: char| !c.is_lowercase()));
    letters && capital && !address && !number && words <= 8 && name.chars().count() <= 100
}

fn host(url: &str) -> String {
    let host = url.split("://").nth(1).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    ["www.", "m.", "amp.", "mobile."].iter().find_map(|part| host.strip_prefix(part)).unwrap_or(&host).to_owned()
}

/// The words of a value on one line: markup and character references resolved, white space collapsed, cut to a
/// sane length; `None` where nothing is left.
pub(super) fn tidy(value: &str) -> Option<String> {
    let cut = value.char_indices().nth(LONGEST * 8).map_or(value, |(at, _)| &value[..at]);
    let line = plain(cut).split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String =
        line.chars().filter(|c| !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')).collect();
    let line = match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    };
    (!line.is_empty()).then_some(line)
}

/// An article's text as machines are given it, its paragraphs set apart as in any other document, where there is
/// enough to be an article.
fn body(text: &str) -> Option<String> {
    const SHORTEST: usize = 40;
    let text = plain(text);
    let paragraphs = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n");
    (text.split_whitespace().count() >= SHORTEST).then_some(text)
}

/// The text that markup and character references stand for, for values in which pages hide them twice.
fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', '<']) {
        return Cow::Borrowed(value);
    }
    match super::parse::parse(value) {
        Ok(page) => {
            page.select("script, style").remove();
            Cow::Owned(page.formatted_text().to_string())
        }
        Err(_) => Cow::Borrowed(""),
    }
}

/// The `<meta>` tags by lower-case name or property, in the page's order.
struct Tags(HashMap<String, Vec<String>>);

impl Tags {
    fn of(page: &Page) -> Self {
        let mut tags: HashMap<String, Vec<String>> = HashMap::new();
        for node in page.select("meta[content]").nodes() {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attr(key));
            if let (Some(key), Some(content)) = (key, node.attr("content"))
                && !content.trim().is_empty()
            {
                tags.entry(key.trim().to_ascii_lowercase()).or_default().push(content.to_string());
            }
        }
        Self(tags)
    }

    fn all(&self, keys: &'static [&str]) -> impl Iterator<Item = String> {
        keys.iter().filter_map(|key| self.0.get(*key)).flatten().cloned()
    }

    fn first(&self, keys: &'static [&str]) -> Option<String> {
        self.all(keys).find_map(|value| tidy(&value))
    }
}

fn attribute(page: &Page, query: &str, name: &str) -> Option<String> {
    page.select_single(query).attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The heading of the first rank where there is only one.
fn only_heading(page: &Page) -> Option<String> {
    match page.select("h1").nodes() {
        [heading] => tidy(&heading.text()),
        _ => None,
    }
}

/// The date in the first element that `query` finds: its attribute, else its words.
fn time_of(page: &Page, query: &str) -> Option<String> {
    let element = page.select_single(query);
    let element = element.nodes().first()?;
    element
        .attr("datetime")
        .or_else(|| element.attr("content"))
        .map(|date| date.to_string())
        .or_else(|| tidy(&element.text()))
}
