/// Answers as files for people: Markdown and HTML with footnotes that open the source.
@org.jspecify.annotations.NullMarked
package lectern.app.report;
