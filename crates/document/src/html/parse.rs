//! From HTML to a tree, with bounds on what hostile markup can cost.
//!
//! The parser of the HTML standard takes quadratic time or worse on some inputs: on tags nested in tags without
//! end, on formatting that has to be opened again in each paragraph, on a tag with a million attributes. Neither
//! depth, nor size, nor time may run away, so the parser is fed through [`Guard`], in small steps.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::{Duration, Instant};

use dom_query::{Document as Page, LocalName, NodeId, NodeRef};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{TokenizerResult, Tracer};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

/// How deep elements may nest, formatting that is still to be opened again included. Browsers stop at 512, real
/// pages at a few dozen.
const DEPTH: usize = 256;
/// How many nodes a page may have. Long pages of news have some ten thousand.
const NODES: usize = 200_000;
/// How many attributes of an element are kept.
const ATTRIBUTES: usize = 64;
/// How long an attribute's value or one piece of text may be, in bytes: html5ever's serializer, which the extractor
/// calls, takes quadratic time on either where it is full of ampersands.
const PIECE: usize = 8 << 10;
/// How long parsing may take. The largest real pages take a tenth of a second.
const TIME: Duration = Duration::from_secs(10);
/// How much is parsed between two looks at the clock, in bytes.
const STEP: usize = 8 << 10;

/// Parses a page, or says why that would cost too much. Elements nested too deep lose their tags and keep their
/// content, which then stands in the last element that was not too deep.
pub(super) fn parse(html: &str) -> Result<Page, &'static str> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Page::default(), options);
    let guard = Guard { builder, dropped: RefCell::default(), full: Cell::new(false) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let begin = Instant::now();
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.ceil_char_boundary(STEP));
        rest = after;
        queue.push_back(StrTendril::from_slice(step));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        if tokenizer.sink.full.get() {
            return Err("has too many elements");
        }
        if begin.elapsed() > TIME {
            return Err("takes too long to parse");
        }
    }
    tokenizer.end();
    if tokenizer.sink.full.get() {
        return Err("has too many elements");
    }
    let page = tokenizer.sink.builder.sink.finish();
    cut_long_texts(&page);
    Ok(page)
}

/// Cuts long pieces of text in several, side by side, which read the same.
fn cut_long_texts(page: &Page) {
    let is_long = |node: &NodeRef<'_>| node.is_text() && node.text().len() > PIECE;
    let long: Vec<_> = page.root().descendants_it().filter(is_long).collect();
    for node in long {
        let text = node.text();
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
            node.insert_before(&page.tree.new_text(piece));
            rest = after;
        }
        node.remove_from_parent();
    }
}

/// Stands between the tokenizer and the tree builder and holds back what would make the tree too deep or too
/// large.
struct Guard {
    builder: TreeBuilder<NodeId, Page>,
    /// How many start tags of each name were held back, whose end tags are to be held back too.
    dropped: RefCell<HashMap<LocalName, usize>>,
    full: Cell<bool>,
}

impl Guard {
    fn is_deep(&self) -> bool {
        let handles = Count(Cell::new(0));
        self.builder.trace_handles(&handles);
        handles.0.get() > DEPTH
    }

    /// Whether the tag opens nothing that others could nest in: void elements and those whose content is no
    /// markup. The tokenizer must hear of the latter, or it would take a script for text.
    fn is_leaf(&self, name: &LocalName) -> bool {
        const LEAVES: [&str; 16] = [
            "area", "br", "hr", "img", "input", "link", "meta", "wbr", "iframe", "noembed", "noframes", "script",
            "style", "textarea", "title", "xmp",
        ];
        LEAVES.contains(&&**name) && !self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Whether the tag is to be held back.
    fn holds_back(&self, kind: TagKind, name: &LocalName) -> bool {
        match kind {
            TagKind::StartTag => {
                let deep = !self.is_leaf(name) && self.is_deep();
                if deep {
                    *self.dropped.borrow_mut().entry(name.clone()).or_default() += 1;
                }
                deep
            }
            TagKind::EndTag => match self.dropped.borrow_mut().get_mut(name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            },
        }
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.builder.sink.tree.len() > NODES {
            self.full.set(true);
        }
        if self.full.get() {
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(mut tag) => {
                if self.holds_back(tag.kind, &tag.name) {
                    return TokenSinkResult::Continue;
                }
                tag.attrs.truncate(ATTRIBUTES);
                tag.attrs.retain(|attribute| attribute.value.len() <= PIECE);
                Token::TagToken(tag)
            }
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the elements that the tree builder holds on to: the open ones and the formatting to be opened again.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}
