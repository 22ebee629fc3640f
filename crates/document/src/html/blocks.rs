//! The text of an element, block by block.

use dom_query::NodeRef;

/// A paragraph, heading, list item or other stretch of text that stands by itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// White space is collapsed; a line break remains only where the page sets one.
    pub(super) text: String,
    /// How many words the text has.
    pub(super) words: usize,
    /// How many of them are links.
    pub(super) linked_words: usize,
}

/// The blocks inside `root`, in order.
pub(super) fn of(root: &NodeRef<'_>) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut steps = vec![Step::Open(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(node) if node.is_text() => writer.push(&node.text()),
            Step::Open(node) if node.is_element() => {
                let name = node.node_name().unwrap_or_default();
                let kind = match Kind::of(&name) {
                    Kind::Cell if lays_out(&node) => Kind::Block,
                    kind => kind,
                };
                if kind == Kind::Silent {
                    continue;
                }
                writer.open(kind);
                steps.push(Step::Close(kind));
                let first = steps.len();
                steps.extend(node.children_it(false).map(Step::Open));
                steps[first..].reverse();
            }
            Step::Open(_) => {}
            Step::Close(kind) => writer.close(kind),
        }
    }
    writer.end_block();
    writer.blocks
}

/// Whether a table's cell holds more than a line, as in pages that are laid out with tables.
fn lays_out(cell: &NodeRef<'_>) -> bool {
    let breaks =
        |node: NodeRef<'_>| node.node_name().is_some_and(|name| matches!(Kind::of(&name), Kind::Block | Kind::Break));
    cell.children_it(false).any(|child| child.is_element() && breaks(child))
}

/// What is left to do in a walk that needs no stack of its own however deep the tree is.
enum Step<'page> {
    Open(NodeRef<'page>),
    Close(Kind),
}

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing.
    Inline,
    /// It stands by itself.
    Block,
    /// It stands by itself, and its line ends count.
    Preformatted,
    Link,
    /// It breaks the line.
    Break,
    /// It stands apart from its neighbours on the same line.
    Cell,
    /// It is not for reading.
    Silent,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "a" => Self::Link,
            "br" => Self::Break,
            "td" | "th" => Self::Cell,
            "pre" => Self::Preformatted,
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "embed"
            | "canvas" | "audio" | "video" | "button" | "select" | "textarea" | "input" | "nav" | "head" | "title" => {
                Self::Silent
            }
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
            | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3"
            | "h4" | "h5" | "h6" | "header" | "hr" | "html" | "legend" | "li" | "main" | "ol" | "p" | "section"
            | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul" => Self::Block,
            _ => Self::Inline,
        }
    }
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    block: Block,
    /// How many preformatted elements and links are open.
    preformatted: usize,
    links: usize,
    /// White space that is written once more text follows it.
    gap: Gap,
    /// Whether the last character belongs to a word that goes on.
    in_word: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Writer {
    fn open(&mut self, kind: Kind) {
        match kind {
            Kind::Block => self.end_block(),
            Kind::Preformatted => {
                self.end_block();
                self.preformatted += 1;
            }
            Kind::Link => self.links += 1,
            Kind::Break => self.widen(Gap::Line),
            Kind::Cell => self.widen(Gap::Space),
            Kind::Inline | Kind::Silent => {}
        }
    }

    fn close(&mut self, kind: Kind) {
        match kind {
            Kind::Block => self.end_block(),
            Kind::Preformatted => {
                self.end_block();
                self.preformatted -= 1;
            }
            Kind::Link => self.links -= 1,
            Kind::Cell => self.widen(Gap::Space),
            Kind::Break | Kind::Inline | Kind::Silent => {}
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // A line end in preformatted text is a line break, and a blank line ends the block.
                '\n' if self.preformatted > 0 && self.gap == Gap::Line => self.end_block(),
                '\n' if self.preformatted > 0 => self.widen(Gap::Line),
                c if c.is_whitespace() => self.widen(Gap::Space),
                // Marks that only say where a word may be broken would break it for the model.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_control() => {}
                c => self.push_char(c),
            }
        }
    }

    fn push_char(&mut self, c: char) {
        if !self.block.text.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.block.text.push(' '),
                Gap::Line => self.block.text.push('\n'),
            }
        }
        self.gap = Gap::None;
        if !self.in_word {
            self.block.words += 1;
            self.block.linked_words += usize::from(self.links > 0);
            self.in_word = true;
        }
        self.block.text.push(c);
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
        self.in_word = false;
    }

    fn end_block(&mut self) {
        self.gap = Gap::None;
        self.in_word = false;
        let block = std::mem::take(&mut self.block);
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document as Page;

    use super::*;

    fn texts(html: &str) -> Vec<String> {
        of(&Page::from(html).body().unwrap()).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn blocks_stand_apart_and_white_space_is_tidy() {
        assert_eq!(
            texts("<div>  Loose\n text <p>One&nbsp; <b>bold</b>\tword.</p><ul><li>A<li>B</ul> tail</div>"),
            ["Loose text", "One bold word.", "A", "B", "tail"]
        );
        assert_eq!(texts("<p>Line one<br> line two<br><br>three</p>"), ["Line one\nline two\nthree"]);
        assert_eq!(texts("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>"), ["A B", "C"]);
        assert_eq!(texts("<table><tr><td>A<br>B</td><td><p>C</p></td></tr></table>"), ["A\nB", "C"]);
        assert_eq!(texts("<pre>a  b\nc\n\nd</pre>"), ["a b\nc", "d"]);
        assert_eq!(texts("<p>Har&shy;row&#8203; Point</p><p> </p>"), ["Harrow Point"]);
    }

    #[test]
    fn what_is_not_for_reading_is_left_out() {
        let html = "<p>Read<script>let x</script><style>p{}</style><!-- not --><template>me</template> this</p>";
        assert_eq!(texts(html), ["Read this"]);
        assert_eq!(texts("<svg><style><p>Read</p></style></svg><noscript>Turn it on</noscript>"), ["Read"]);
    }

    #[test]
    fn words_and_linked_words_are_counted() {
        let page = Page::from("<p>The <a href=x>mayor of</a> Tar<b>vos</b> left</p>");
        let blocks = of(&page.body().unwrap());
        assert_eq!((blocks[0].words, blocks[0].linked_words), (5, 2));
    }
}
