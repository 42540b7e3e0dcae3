using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// An expression whose result is text made while scoring. Its code is that of the same text in its vocabulary, else the row's own.
/// </summary>
/// <param name="evaluate">Gives the text; null is missing.</param>
internal sealed class TextExpression(TextExpression.Evaluator evaluate)
    : CompiledExpression(FieldDataType.String, new Vocabulary(FieldDataType.String))
{
    /// <summary>Makes a text of a row.</summary>
    internal delegate string? Evaluator(Span<double> frame);

    public string? EvaluateText(Span<double> frame) => evaluate(frame);

    public override double Evaluate(Span<double> frame)
    {
        if (evaluate(frame) is not { } text) return double.NaN;
        var code = Categories!.CodeOf(text);
        return code >= 0 && string.Equals(Categories.Texts[code], text, StringComparison.Ordinal) ? code : RowTexts.Intern(text);
    }
}
