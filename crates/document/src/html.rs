//! HTML pages: the article in them and what they say of it.

mod blocks;
mod charset;
mod linked_data;
mod metadata;
mod parse;

use dom_query::Document as Page;
use dom_smoothie::{Config, Readability};

use crate::documents::Origin;
use crate::encoding;
use crate::error::{DocumentError, Place};
use crate::{Document, date, document, language};

use self::blocks::Block;
use self::metadata::{Metadata, tidy};

/// The document in an HTML page.
///
/// The article is found by `dom_smoothie`, after Mozilla's Readability; its title, outlet, authors, date and
/// address are read from what the page declares of itself.
pub(crate) fn read(bytes: &[u8], origin: &Origin, place: &Place) -> Result<Document, DocumentError> {
    let declared = origin.content_type.as_deref().and_then(encoding::of_content_type);
    let html = encoding::decode(bytes, declared.or_else(|| charset::of_meta(bytes)));
    if html.trim().is_empty() {
        return Err(DocumentError::Empty { place: place.clone() });
    }
    let page = parse::parse(&html).map_err(|reason| DocumentError::Markup { place: place.clone(), reason })?;
    let mut metadata = Metadata::of(&page);
    let article = article(page, &mut metadata);
    let text = article.or(metadata.text.take()).ok_or_else(|| DocumentError::NoArticle { place: place.clone() })?;
    Ok(Document {
        id: document::digest(&text),
        url: metadata.url(origin.url.as_deref()),
        title: metadata.title,
        outlet: metadata.outlet,
        authors: metadata.authors,
        published: metadata.published,
        language: language::of_text(&text, metadata.language.as_deref()).to_owned(),
        text,
    })
}

/// The article's text, or `None` where the page holds none; adds what the extractor found out to `metadata`.
fn article(page: Page, metadata: &mut Metadata) -> Option<String> {
    // Its reader of JSON-LD is not needed: `Metadata` has read that already.
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut extractor = Readability::with_document(page, None, Some(config)).ok()?;
    if metadata.title.is_none() {
        metadata.set_title(tidy(&extractor.get_article_title()));
    }
    let article = extractor.parse().ok()?;
    if metadata.authors.is_empty() {
        metadata.add_byline(article.byline.as_deref().unwrap_or_default());
    }
    let root = extractor.doc.select("#readability-page-1");
    let blocks = blocks::of(root.nodes().first()?);
    is_article(&blocks).then(|| join(&blocks, metadata.title.as_deref()))
}

/// The text of the blocks, less what is not the article's: lines that are nothing but links and, above the
/// article, lines that only repeat its title or say when it was published.
fn join(blocks: &[Block], title: Option<&str>) -> String {
    let texts: Vec<&str> =
        blocks.iter().filter(|block| !is_link_line(block)).map(|block| block.text.as_str()).collect();
    let above = texts.iter().take(3).take_while(|text| is_date_line(text) || Some(**text) == title).count();
    texts[above..].join("\n\n")
}

fn is_link_line(block: &Block) -> bool {
    block.linked_words == block.words && block.words < 12
}

fn is_date_line(text: &str) -> bool {
    text.split_whitespace().count() <= 8 && !text.ends_with('.') && date::iso(text).is_some()
}

/// Whether the blocks hold an article rather than lists of links, which the extractor falls back to: there is
/// running text outside of links, and not just a line of it among many links.
fn is_article(blocks: &[Block]) -> bool {
    const RUNNING: usize = 8;
    let linked: usize = blocks.iter().map(|block| block.linked_words).sum();
    let running: usize = blocks
        .iter()
        .filter(|block| block.words - block.linked_words >= RUNNING && block.linked_words * 2 < block.words)
        .map(|block| block.words)
        .sum();
    running > 0 && running * 4 >= linked
}
