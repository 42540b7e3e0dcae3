using System.Xml;
using System.Xml.Linq;

namespace Maintenance.Scoring.Pmml;

/// <summary>A PMML document that may not serve: malformed, not supported, or failing its own verification. Names element and line.</summary>
public sealed class PmmlException : Exception
{
    /// <param name="message">What was found and what is supported.</param>
    /// <param name="inner">Cause.</param>
    public PmmlException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    internal static PmmlException At(XElement element, string message) =>
        new($"PMML line {((IXmlLineInfo)element).LineNumber}, <{element.Name.LocalName}>: {message}");
}
