using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>Compiles text, date and validity functions, and comparisons of texts from different vocabularies.</summary>
/// <param name="layout">Slots of the frame.</param>
internal sealed class TextFunctionCompiler(FrameLayout layout)
{
    private const int MaxTextLength = 1 << 20;

    /// <summary>Null for a function of numbers, or of texts that are codes of one vocabulary.</summary>
    /// <param name="name">Function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="element">Where it is called.</param>
    public CompiledExpression? TryCompile(string name, CompiledExpression[] arguments, PmmlElement element) =>
        CompileTextFunction(name, arguments, element) ?? CompileMixedTexts(name, arguments, element);

    // Null for a function of numbers.
    private CompiledExpression? CompileTextFunction(string name, CompiledExpression[] a, PmmlElement element)
    {
        CompiledExpression? made = name switch
        {
            "uppercase" when Takes(1) => MakeText(f => ExpressionText.Of(a[0], f)?.ToUpperInvariant()),
            "lowercase" when Takes(1) => MakeText(f => ExpressionText.Of(a[0], f)?.ToLowerInvariant()),
            "trimBlanks" when Takes(1) => MakeText(f => ExpressionText.Of(a[0], f)?.Trim()),
            "stringLength" when Takes(1) => MakeNumber(FieldDataType.Integer, f => ExpressionText.Of(a[0], f) is { } text
                ? text.Length : double.NaN),
            "substring" when Takes(3) => MakeText(f => Substring(ExpressionText.Of(a[0], f), a[1].Evaluate(f), a[2].Evaluate(f))),
            "concat" when a.Length >= 2 => MakeText(f => Concat(a, f)),
            "replace" when Takes(3) => CompileReplace(a, element),
            "matches" when Takes(2) => CompileMatches(a, element),
            "formatNumber" when Takes(2) => TextFormats.TryNumberFormat(Constant(a[1], element)) is { } format
                ? MakeText(f => a[0].Evaluate(f) is var x && double.IsFinite(x) ? format(x) : null)
                    : throw element.Refuse("the format is not supported: expected one %[flags][width][.precision]d, f, e or s."),
            "formatDatetime" when Takes(2) => TextFormats.TryDateFormat(Constant(a[1], element)) is { } format
                && DateValues.IsDate(a[0].DataType)
                ? MakeText(f => a[0].Evaluate(f) is var x && double.IsFinite(x) ? format(DateValues.ToDateTime(a[0].DataType, x)) : null)
                : throw element.Refuse("needs a date or time, and a format of "
                    + "strftime's %Y %y %m %d %e %H %I %M %S %p %j %B %b %A %a."),
            "dateDaysSinceYear" when Takes(2) => MakeNumber(FieldDataType.Integer, f => Days(a, f, element) is var days
                ? Math.Floor(days) : days),
            "dateSecondsSinceYear" when Takes(2) =>
                MakeNumber(FieldDataType.Integer, f => Math.Floor((Days(a, f, element) * DateValues.SecondsPerDay) + 1e-6)),
            "dateSecondsSinceMidnight" when Takes(1) => MakeNumber(FieldDataType.Integer, f => Math.Floor(SecondsOfDay(a[0], f))),
            "isValid" when Takes(1) => MakeNumber(FieldDataType.Boolean, f => IsValid(a[0], a[0].Evaluate(f)) ? 1 : 0),
            "isNotValid" when Takes(1) => MakeNumber(FieldDataType.Boolean, f => a[0].Evaluate(f) is var x
                && (NotANumber.Is(x) || (!double.IsNaN(x) && !IsValid(a[0], x))) ? 1 : 0),
            _ => null,
        };
        if (made is null) return null;
        CheckTextArguments(name, a, element);
        layout.UsesText = true;
        return WithReplacements(made, a, element);

        bool Takes(int count) => a.Length == count ? true : throw element.Refuse($"function '{name}' takes {count} arguments, "
            + $"found {a.Length}.");
    }

    private static TextExpression MakeText(TextExpression.Evaluator evaluate) => new(evaluate);

    private static NumberExpression MakeNumber(FieldDataType type, NumberExpression.Evaluator evaluate) => new(type, evaluate);

    // A fractional number has several texts (2, 2.0): which one the exporter meant is unknown, so it is refused.
    private static void CheckTextArguments(string name, CompiledExpression[] a, PmmlElement element)
    {
        var dates = name is "dateDaysSinceYear" or "dateSecondsSinceYear" or "dateSecondsSinceMidnight";
        if (dates && (!DateValues.IsDate(a[0].DataType)
            || (a.Length > 1 && a[1] is not ConstantExpression && a[1].DataType != FieldDataType.Integer)))
            throw element.Refuse($"function '{name}' needs a date, time or dateTime (and a year).");
        for (var i = 0; i < a.Length; i++)
            if (FunctionCompiler.NeedsNumber(name, i) && (a[i].Text is not null || a[i].Categories is not null
                || a[i].DataType is FieldDataType.String or FieldDataType.Boolean || DateValues.IsDate(a[i].DataType)))
                throw element.Refuse($"function '{name}' needs a number as argument {i + 1}, but it is "
                    + $"{(a[i].Text is { } found ? $"the text '{PmmlElement.Shorten(found)}'" : $"a {a[i].DataType}")}.");
        var texts = name switch
        {
            "substring" or "uppercase" or "lowercase" or "trimBlanks" or "stringLength" or "replace" or "matches" =>
            1,
            "concat" => a.Length,
            _ => 0
        };
        for (var i = 0; i < texts; i++)
            if (a[i].DataType is FieldDataType.Double or FieldDataType.Float && a[i] is not ConstantExpression { Value: double.NaN })
                throw element.Refuse($"function '{name}' needs text, but argument {i + 1} is a {a[i].DataType}.");
    }

    private static CompiledExpression WithReplacements(CompiledExpression made, CompiledExpression[] arguments, PmmlElement element)
    {
        var (missing, otherwise) = (element.Optional("mapMissingTo"), element.Optional("defaultValue"));
        if (missing is null && otherwise is null) return made;
        if (made is TextExpression text)
            return new TextExpression(f => missing is not null && AnyMissing(arguments, f) ? missing : text.EvaluateText(f) ?? otherwise);
        var field = new Field("result", -1, made.DataType, null);
        var (whenMissing, fallback) = (missing is null
            ? double.NaN : field.ParseConstant(missing, element), otherwise is null ? double.NaN : field.ParseConstant(otherwise, element));
        return new NumberExpression(made.DataType, f =>
        {
            if (!double.IsNaN(whenMissing) && AnyMissing(arguments, f)) return whenMissing;
            var value = made.Evaluate(f);
            return double.IsNaN(value) ? fallback : value;
        });
    }

    private static bool AnyMissing(CompiledExpression[] arguments, Span<double> frame)
    {
        foreach (var argument in arguments)
            if (argument.Text is null && double.IsNaN(argument.Evaluate(frame))) return true;
        return false;
    }

    private static string Constant(CompiledExpression expression, PmmlElement element) =>
        expression.Text ?? throw element.Refuse("its pattern must be a constant text.");

    private static TextExpression CompileReplace(CompiledExpression[] a, PmmlElement element)
    {
        var pattern = TextPattern.Read(Constant(a[1], element), element);
        var replacement = TextFormats.ToReplacement(Constant(a[2], element))
            ?? throw element.Refuse(@"its replacement is malformed: write \$ and \\ for $ and \.");
        return MakeText(f => ExpressionText.Of(a[0], f) is { } text ? pattern.Replace(text, replacement) : null);
    }

    private static NumberExpression CompileMatches(CompiledExpression[] a, PmmlElement element)
    {
        var pattern = TextPattern.Read(Constant(a[1], element), element);
        return MakeNumber(FieldDataType.Boolean, f => ExpressionText.Of(a[0], f) is not { } text
            ? double.NaN : pattern.IsMatch(text) switch { true => 1, false => 0, null => double.NaN });
    }

    private static string? Substring(string? text, double start, double length)
    {
        if (text is null || double.IsNaN(start) || double.IsNaN(length) || start < 1 || length < 0) return null;
        var from = (int)Math.Min(start - 1, text.Length);
        return text.Substring(from, (int)Math.Min(length, text.Length - from));
    }

    // Missing parts are left out; the result is missing when all are.
    private static string? Concat(CompiledExpression[] parts, Span<double> frame)
    {
        string? result = null;
        foreach (var part in parts)
            if (ExpressionText.Of(part, frame) is { } text && (result?.Length ?? 0) + text.Length <= MaxTextLength) result += text;
        return result;
    }

    private static double Days(CompiledExpression[] a, Span<double> frame, PmmlElement element)
    {
        var (value, year) = (a[0].Evaluate(frame), a[1].Evaluate(frame));
        if (double.IsNaN(value) || !(year >= 1 && year <= 9999)) return double.NaN;
        return (a[0].DataType == FieldDataType.Date ? value : value / DateValues.SecondsPerDay) + DateValues.DaysSince((int)year);
    }

    private static double SecondsOfDay(CompiledExpression a, Span<double> frame)
    {
        var value = a.Evaluate(frame);
        return a.DataType == FieldDataType.Date
            ? value * 0 : value - (Math.Floor(value / DateValues.SecondsPerDay) * DateValues.SecondsPerDay);
    }

    private static bool IsValid(CompiledExpression expression, double value) =>
        !double.IsNaN(value) && (expression.Categories is not { DeclaredCount: > 0 } categories
            || (value >= 0 && value < categories.DeclaredCount));

    // equal, notEqual, isIn, isNotIn and if over texts of different vocabularies; null for other functions.
    private CompiledExpression? CompileMixedTexts(string name, CompiledExpression[] a, PmmlElement element)
    {
        var first = name == "if" ? 1 : 0;
        var texts = a.Skip(first).ToArray();
        var vocabularies = texts.Select(e => e.Categories).Where(c => c is not null).Distinct().Count();
        if (vocabularies == 0 && !texts.Any(e => e.Text is not null)) return null;
        var isMade = texts.Any(e => e is TextExpression);
        if (vocabularies <= 1 && !isMade) return null;
        if (texts.Any(e => e.Categories is null && e.Text is null && e is not ConstantExpression)) return null;
        layout.UsesText = true;
        CompiledExpression? made = name switch
        {
            "equal" when a.Length == 2 => MakeNumber(FieldDataType.Boolean, f => Same(a[0], a[1], f)),
            "notEqual" when a.Length == 2 => MakeNumber(FieldDataType.Boolean, f => 1 - Same(a[0], a[1], f)),
            "isIn" when a.Length >= 2 => MakeNumber(FieldDataType.Boolean, f => IsIn(a, f) ? 1 : 0),
            "isNotIn" when a.Length >= 2 => MakeNumber(FieldDataType.Boolean, f => IsIn(a, f) ? 0 : 1),
            "if" when a.Length is 2 or 3 =>
                MakeText(f => a[0].Evaluate(f) switch
                {
                    1 => ExpressionText.Of(a[1], f),
                    0 when a.Length == 3 => ExpressionText.Of(a[2], f),
                    _ => null
                }),
            _ => null,
        };
        return made is null ? null : WithReplacements(made, a, element);
    }

    private static double Same(CompiledExpression x, CompiledExpression y, Span<double> frame)
    {
        var (left, right) = (ExpressionText.Of(x, frame), ExpressionText.Of(y, frame));
        return left is null || right is null ? double.NaN : string.Equals(left, right, StringComparison.Ordinal) ? 1 : 0;
    }

    private static bool IsIn(CompiledExpression[] a, Span<double> frame)
    {
        var wanted = ExpressionText.Of(a[0], frame);
        for (var i = 1; i < a.Length; i++)
            if (string.Equals(wanted, ExpressionText.Of(a[i], frame), StringComparison.Ordinal)) return true;
        return false;
    }
}
