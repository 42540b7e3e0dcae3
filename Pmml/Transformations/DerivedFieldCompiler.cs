using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Transformations;

/// <summary>Compiles derived fields, each after the fields it refers to; cycles are refused.</summary>
internal sealed class DerivedFieldCompiler
{
    private readonly Dictionary<string, DerivedField> _pending;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<DerivedValue> _values = [];
    private readonly FieldScope _scope;
    private readonly DefinedFunctions _functions;
    private readonly FrameLayout _layout;

    private DerivedFieldCompiler(IReadOnlyList<DerivedField> fields, FieldScope scope, DefinedFunctions functions, FrameLayout layout)
    {
        (_scope, _functions, _layout) = (scope, functions, layout);
        _pending = new Dictionary<string, DerivedField>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (!_pending.TryAdd(field.Name, field)) throw field.Element.Refuse($"'{PmmlElement.Shorten(field.Name)}' is derived twice.");
    }

    public static DerivedValue[] Compile(IReadOnlyList<DerivedField> fields, FieldScope scope, DefinedFunctions functions,
        FrameLayout layout)
    {
        var compiler = new DerivedFieldCompiler(fields, scope, functions, layout);
        foreach (var field in fields) compiler.CompileField(field, depth: 0);
        return [.. compiler._values];
    }

    private void CompileField(DerivedField field, int depth)
    {
        if (!_pending.ContainsKey(field.Name)) return;
        if (depth > PmmlLimits.MaxDepth || !_open.Add(field.Name))
            throw field.Element.Refuse($"'{PmmlElement.Shorten(field.Name)}' refers to itself.");
        foreach (var name in field.References)
            if (_pending.TryGetValue(name, out var earlier)) CompileField(earlier, depth + 1);
        _pending.Remove(field.Name);
        _open.Remove(field.Name);
        var expression = new ExpressionCompiler(_scope, _functions, _layout).Compile(field.Expression);
        var slot = _layout.Allocate(1, field.Element);
        var (cast, categories) = CastOf(field, ref expression);
        _values.Add(new DerivedValue(expression, slot, cast));
        _scope.Define(new Field(field.Name, slot, field.DataType, categories)
        {
            Origin =
            DateOrigin.TryRead(field.Element.Optional("dataType"))
        });
    }

    // Text is parsed as a number (missing where it is not one); an integer or boolean has exactly one text form.
    private static CompiledExpression CastText(DerivedField field, CompiledExpression expression)
    {
        if (expression is { DataType: FieldDataType.String, Categories: not null } && field.DataType is FieldDataType.Double
            or FieldDataType.Float or FieldDataType.Integer)
            return new NumberExpression(FieldDataType.Double, f => ExpressionText.Of(expression, f) is { } text
                && PmmlElement.TryParseFinite(text, out var x) ? x : double.NaN);
        if (field.DataType == FieldDataType.String && expression.Categories is null && expression.DataType is FieldDataType.Integer
            or FieldDataType.Boolean)
            return new TextExpression(f => ExpressionText.Of(expression, f));
        return expression;
    }

    private static (NumberCast Cast, Vocabulary? Categories) CastOf(DerivedField field, ref CompiledExpression expression)
    {
        if (expression.Text is { } text)
        {
            var own = new Vocabulary(FieldDataType.String);
            expression = new ConstantExpression(own.Add(text), FieldDataType.String, own, null);
        }
        expression = CastText(field, expression);
        if (DateOrigin.TryRead(field.Element.Optional("dataType")) is { } origin && expression.DataType == origin.Base)
            expression = new OriginExpression(expression, origin);
        var isText = field.DataType == FieldDataType.String;
        if (isText != (expression.Categories is not null && expression.DataType == FieldDataType.String) || field.DataType
            == FieldDataType.Unsupported
            || ((DateValues.IsDate(field.DataType) || DateValues.IsDate(expression.DataType)) && field.DataType != expression.DataType))
            throw field.Element.Refuse($"a cast from {expression.DataType} to {field.Element.Optional("dataType") ?? "its type"} is not "
                + "supported.");
        return (field.DataType switch
        {
            FieldDataType.Float => NumberCast.ToFloat,
            FieldDataType.Integer when expression.DataType is not (FieldDataType.Integer or FieldDataType.Boolean) => NumberCast.ToInteger,
            _ => NumberCast.None,
        }, expression.Categories);
    }
}
