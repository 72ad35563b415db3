import CHTML

/// The version of libxml2, which parses pages.
package var htmlParserVersion: String { String(cString: shuli_html_version()) }
