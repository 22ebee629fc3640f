//! JSON-LD: what a page tells machines, in the vocabulary of schema.org.

use std::collections::HashMap;

use dom_query::Document as Page;
use serde_json::{Map, Value};

/// What the page's JSON-LD says of its article.
#[derive(Default)]
pub(super) struct LinkedData {
    article: Map<String, Value>,
    /// The names of things by their `@id`, since an article may refer to its publisher and authors by id.
    names: HashMap<String, String>,
}

/// How many objects are looked at.
const MOST: usize = 1_000;

impl LinkedData {
    /// Reads the page's JSON-LD; empty where there is none, or none about an article.
    pub(super) fn of(page: &Page) -> Self {
        let mut data = Self::default();
        for script in page.select("script[type='application/ld+json']").nodes() {
            let text = script.text();
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            if let Ok(value) = serde_json::from_str(text) {
                data.add(value);
            }
        }
        data
    }

    fn add(&mut self, value: Value) {
        let mut values = vec![value];
        let mut seen = 0;
        while let Some(value) = values.pop() {
            seen += 1;
            match value {
                _ if seen > MOST => return,
                Value::Array(items) => values.extend(items.into_iter().rev()),
                Value::Object(mut object) => {
                    if let Some(graph) = object.remove("@graph") {
                        values.push(graph);
                    }
                    if let (Some(Value::String(id)), Some(Value::String(name))) =
                        (object.get("@id"), object.get("name"))
                    {
                        self.names.insert(id.clone(), name.clone());
                    }
                    if self.article.is_empty() && is_article(object.get("@type")) {
                        self.article = object;
                    }
                }
                _ => {}
            }
        }
    }

    /// The article's property `key` where it is a text.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.article.get(key)?.as_str().map(str::to_owned)
    }

    /// The name of the first thing that the article's property `key` refers to.
    pub(super) fn name(&self, key: &str) -> Option<String> {
        self.names(key).into_iter().next()
    }

    /// The names of all things that the article's property `key` refers to.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let things = match self.article.get(key) {
            Some(Value::Array(things)) => things.as_slice(),
            Some(thing) => std::slice::from_ref(thing),
            None => &[],
        };
        things.iter().filter_map(|thing| self.name_of(thing)).collect()
    }

    fn name_of(&self, thing: &Value) -> Option<String> {
        let name = match thing {
            Value::String(name) => Some(name),
            Value::Object(object) => match (object.get("name"), object.get("@id")) {
                (Some(Value::String(name)), _) => Some(name),
                (Some(Value::Array(names)), _) => return names.first()?.as_str().map(str::to_owned),
                (_, Some(Value::String(id))) => self.names.get(id),
                _ => None,
            },
            _ => None,
        };
        name.cloned()
    }
}

/// Whether a type is one of schema.org's articles: `NewsArticle`, `ReportageNewsArticle`, `BlogPosting` …
fn is_article(kind: Option<&Value>) -> bool {
    let matches = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            ["Article", "Posting", "NewsReport", "Report"].iter().any(|end| kind.ends_with(end)) && kind != "JobPosting"
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(matches),
        Some(kind) => matches(kind),
        None => false,
    }
}
