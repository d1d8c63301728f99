//! What a settings file may say, as data, and the listing of it for the help.

#[derive(Debug)]
pub struct Shape {
    /// What the part is called in a sentence, with its article: "a section".
    pub name: &'static str,
    pub about: &'static str,
    pub fields: &'static [FieldShape],
}

#[derive(Debug)]
pub struct FieldShape {
    /// The name before the `=`, or inside the brackets.
    pub name: &'static str,
    pub kind: Kind,
    /// Whether it must be given.
    pub required: bool,
    pub help: &'static str,
}

#[derive(Debug)]
pub enum Kind {
    Line,
    Text,
    /// A short name that never changes: small letters, digits, `-` and `_`.
    Id,
    Whole {
        min: i64,
        max: i64,
    },
    /// `true` or `false`.
    YesNo,
    Choice(&'static [(&'static str, &'static str)]),
    /// A word: these are known, each with its meaning, and the caller's rules may know more.
    Word(&'static [(&'static str, &'static str)]),
    List(&'static Kind),
    /// One part with settings of its own: `[name]`.
    Table(&'static Shape),
    /// Any number of parts: `[[name]]`, again for each.
    Tables(&'static Shape),
    /// A name that does not belong here, with what is wrong and what to write instead.
    NotHere(&'static str, &'static str),
}

impl Shape {
    pub fn field(&self, name: &str) -> Option<&'static FieldShape> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        let belongs = |field: &&FieldShape| !matches!(field.kind, Kind::NotHere(..));
        self.fields.iter().filter(belongs).map(|field| field.name)
    }
}

impl FieldShape {
    /// A setting that must be given.
    pub const fn needed(name: &'static str, kind: Kind, help: &'static str) -> FieldShape {
        FieldShape {
            name,
            kind,
            required: true,
            help,
        }
    }

    pub const fn may(name: &'static str, kind: Kind, help: &'static str) -> FieldShape {
        FieldShape {
            name,
            kind,
            required: false,
            help,
        }
    }

    pub fn example(&self) -> String {
        match &self.kind {
            Kind::Table(_) => format!("[{}]", self.name),
            Kind::Tables(_) => format!("[[{}]]", self.name),
            kind => format!("{} = {}", self.name, kind.example()),
        }
    }
}

impl Kind {
    pub fn example(&self) -> String {
        match self {
            Kind::Line | Kind::Text => "\"…\"".to_string(),
            Kind::Id => "\"a-short-name\"".to_string(),
            Kind::Whole { min, .. } => min.max(&10).to_string(),
            Kind::YesNo => "true".to_string(),
            Kind::Choice(words) | Kind::Word(words) => {
                format!("\"{}\"", words.first().map_or("word", |word| word.0))
            }
            Kind::List(inner) => format!("[{}]", inner.example()),
            Kind::Table(_) | Kind::Tables(_) => "{ … }".to_string(),
            Kind::NotHere(..) => String::new(),
        }
    }

    pub fn words(&self) -> String {
        match self {
            Kind::Line => "words on one line, in quotes".to_string(),
            Kind::Text => "words, in quotes".to_string(),
            Kind::Id => "a short name, in quotes".to_string(),
            Kind::Whole { min, max } => format!("a whole number from {min} to {max}"),
            Kind::YesNo => "true or false".to_string(),
            Kind::Choice(_) => "one of the words below, in quotes".to_string(),
            Kind::Word(_) => "a word, in quotes; those below are known".to_string(),
            Kind::List(inner) => format!("a list in [ ] of: {}", inner.words()),
            Kind::Table(_) => "one part with settings of its own".to_string(),
            Kind::Tables(_) => "a part with settings of its own, as often as needed".to_string(),
            Kind::NotHere(..) => String::new(),
        }
    }

    fn choices(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Kind::Choice(words) | Kind::Word(words) => words,
            Kind::List(inner) => inner.choices(),
            _ => &[],
        }
    }
}

/// The whole shape as plain text: every setting with its kind, whether it is needed, and its meaning.
pub fn listing(shape: &Shape) -> String {
    let mut shown = String::new();
    list(shape, "", &mut shown);
    shown
}

fn list(shape: &Shape, path: &str, shown: &mut String) {
    shown.push_str(shape.about);
    shown.push('\n');
    let mut parts = Vec::new();
    for field in shape.fields {
        let needed = if field.required { ", needed" } else { "" };
        match &field.kind {
            Kind::NotHere(..) => continue,
            Kind::Table(inner) | Kind::Tables(inner) => {
                let name = if path.is_empty() {
                    field.name.to_string()
                } else {
                    format!("{path}.{}", field.name)
                };
                let many = matches!(field.kind, Kind::Tables(_));
                let heading = if many {
                    format!("[[{name}]]")
                } else {
                    format!("[{name}]")
                };
                parts.push((heading, name, field, *inner));
                continue;
            }
            _ => {}
        }
        shown.push_str(&format!(
            "  {}: {}{needed}\n      {}\n",
            field.name,
            field.kind.words(),
            field.help
        ));
        for (word, meaning) in field.kind.choices() {
            shown.push_str(&format!("        {word}: {meaning}\n"));
        }
    }
    for (heading, name, field, inner) in parts {
        let needed = if field.required { " (needed)" } else { "" };
        shown.push_str(&format!("\n{heading}{needed}\n{}\n", field.help));
        list(inner, &name, shown);
    }
}
