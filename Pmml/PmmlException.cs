namespace Maintenance.Pmml;

/// <summary>A PMML document is refused: it is malformed, uses unsupported features, or fails its own verification.</summary>
public sealed class PmmlException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="element">Name of the offending element; <c>PMML</c> for the document as a whole.</param>
    /// <param name="line">Line of the element, 1-based; 0 when unknown.</param>
    /// <param name="reason">What was expected and what was found.</param>
    /// <param name="inner">The XML reader's own error.</param>
    public PmmlException(string element, int line, string reason, Exception? inner = null)
        : base(line > 0 ? $"PMML refused at <{element}>, line {line}: {reason}"
            : element == "PMML" ? $"refused: {reason}" : $"PMML refused at <{element}>: {reason}", inner)
    {
        Element = element;
        Line = line;
    }

    /// <summary>Name of the offending element.</summary>
    public string Element { get; }

    /// <summary>Line of the offending element, 1-based; 0 when unknown.</summary>
    public int Line { get; }
}
