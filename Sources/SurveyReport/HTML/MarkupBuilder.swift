/// Lets elements be written as blocks whose statements are their children; strings are escaped.
@resultBuilder
enum MarkupBuilder {
  static func buildExpression(_ markup: Markup) -> Markup { markup }
  static func buildExpression(_ markup: Markup?) -> Markup { markup ?? Markup(joining: []) }
  static func buildExpression(_ pieces: [Markup]) -> Markup { Markup(joining: pieces) }
  static func buildExpression(_ text: String) -> Markup { Markup(text: text) }
  static func buildBlock(_ pieces: Markup...) -> Markup { Markup(joining: pieces) }
  static func buildArray(_ pieces: [Markup]) -> Markup { Markup(joining: pieces) }
  static func buildOptional(_ piece: Markup?) -> Markup { piece ?? Markup(joining: []) }
  static func buildEither(first piece: Markup) -> Markup { piece }
  static func buildEither(second piece: Markup) -> Markup { piece }
}

/// An element with its attributes, and its children in a block.
func element(
  _ name: StaticString, _ attributes: Attribute..., @MarkupBuilder content: () -> Markup
) -> Markup {
  Markup(element: name, attributes: attributes, content: content())
}

/// An element without content.
func element(_ name: StaticString, _ attributes: Attribute...) -> Markup {
  Markup(element: name, attributes: attributes, content: Markup(joining: []))
}
