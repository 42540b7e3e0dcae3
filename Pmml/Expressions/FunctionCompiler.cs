using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>Compiles calls of the document's own functions, text and date functions, and built-in functions.</summary>
/// <param name="functions">The document's own functions.</param>
/// <param name="layout">Slots of the frame.</param>
internal sealed class FunctionCompiler(DefinedFunctions functions, FrameLayout layout)
{
    /// <summary>True when a built-in function takes a number as this argument, so that a text there cannot be meant.</summary>
    public static bool NeedsNumber(string function, int argument) => function switch
    {
        "substring" => argument > 0,
        "formatNumber" => argument == 0,
        "dateDaysSinceYear" or "dateSecondsSinceYear" => argument == 1,
        _ => BuiltInFunctions.Find(function) is { TakesText: false, Result: not BuiltInResult.Boolean }
            || function is "lessThan" or "lessOrEqual" or "greaterThan" or "greaterOrEqual",
    };

    /// <param name="element">Apply.</param>
    /// <param name="arguments">Its arguments; modified.</param>
    public CompiledExpression Compile(PmmlElement element, CompiledExpression[] arguments)
    {
        var name = element.Required("function");
        // Functions of PMML 4.4 under the names exporters used before.
        if (name.StartsWith("x-", StringComparison.Ordinal) && functions.Find(name) is null) name = name == "x-log1p" ? "ln1p" : name[2..];
        if (functions.Find(name) is { } defined) return Call(defined, arguments, element);
        if (arguments.Length > PmmlLimits.MaxArguments) throw element.Refuse($"has more than {PmmlLimits.MaxArguments} arguments.");
        if (new TextFunctionCompiler(layout).TryCompile(name, arguments, element) is { } ofText) return ofText;
        var function = BuiltInFunctions.Find(name) ?? throw element.Refuse($"function '{PmmlElement.Shorten(name)}' is not supported.");
        if (arguments.Length < function.MinArguments || arguments.Length > function.MaxArguments)
            throw element.Refuse($"function '{name}' "
                + $"takes {function.MinArguments}{(function.MaxArguments == function.MinArguments ? "" : " or more")} arguments, "
                + $"found {arguments.Length}.");
        if (function.Result is BuiltInResult.Widest or BuiltInResult.Double or BuiltInResult.Integer
            && Array.Exists(arguments, a => a.DataType == FieldDataType.Boolean || DateValues.IsDate(a.DataType)))
            throw element.Refuse($"function '{name}' needs numbers, but an argument is "
                + $"a {arguments.First(a => a.DataType == FieldDataType.Boolean || DateValues.IsDate(a.DataType)).DataType}.");
        if (function.Result == BuiltInResult.Boolean && arguments.Where(a => a is not ConstantExpression { Value: double.NaN })
            .Select(a => DateValues.IsDate(a.DataType) ? a.DataType : FieldDataType.Double).Distinct().Count() > 1)
            throw element.Refuse($"function '{name}' compares a date with something that is not a date.");
        var categories = Unify(arguments, function, element);
        var dataType = TypeOf(function, arguments);
        if (function.Result != BuiltInResult.SameAsBranches) categories = null;
        var result = new Field("result", -1, dataType, categories);
        double Constant(string attribute) => element.Optional(attribute) is { } text ? result.ParseConstant(text, element) : double.NaN;
        var allIntegers = Array.TrueForAll(arguments, a => a.DataType == FieldDataType.Integer);
        return new ApplyExpression(
            allIntegers && function.IntegerFunction is { } exact ? exact : function.Function, arguments, dataType, categories,
            function.TakesMissing, Constant("mapMissingTo"), Constant("defaultValue"));
    }

    private static FieldDataType TypeOf(BuiltInSignature function, CompiledExpression[] arguments) => function.Result switch
    {
        BuiltInResult.Double => FieldDataType.Double,
        BuiltInResult.Integer => FieldDataType.Integer,
        BuiltInResult.Boolean => FieldDataType.Boolean,
        BuiltInResult.SameAsBranches => Array.Exists(arguments, a => a.Text is not null || a.Categories is not null)
            ? FieldDataType.String : Array.TrueForAll(arguments[1..], a => a.DataType == FieldDataType.Boolean)
                ? FieldDataType.Boolean : Widest(arguments[1..]),
        _ => Widest(arguments),
    };

    private static FieldDataType Widest(CompiledExpression[] arguments)
    {
        if (Array.Exists(arguments, a => a.DataType == FieldDataType.Double)) return FieldDataType.Double;
        return Array.Exists(arguments, a => a.DataType == FieldDataType.Float) ? FieldDataType.Float : FieldDataType.Integer;
    }

    /// <summary>Converts all text arguments to codes of one vocabulary and returns it; null when there is no text.</summary>
    private static Vocabulary? Unify(CompiledExpression[] arguments, BuiltInSignature function, PmmlElement element)
    {
        var first = function.Result == BuiltInResult.SameAsBranches ? 1 : 0;
        var texts = arguments.Skip(first).Count(a => a.Text is not null || a.Categories is not null);
        if (texts == 0) return null;
        if (!function.TakesText) throw element.Refuse($"function '{element.Required("function")}' needs numbers, but an argument is text.");
        Vocabulary? common = null;
        foreach (var argument in arguments.Skip(first))
        {
            if (argument.Categories is null) continue;
            if (common is not null && !ReferenceEquals(common, argument.Categories))
                throw element.Refuse("compares or mixes two categorical fields whose categories differ; only constants and one field are "
                    + "supported.");
            common = argument.Categories;
        }
        common ??= new Vocabulary(FieldDataType.String);
        for (var i = first; i < arguments.Length; i++)
        {
            if (arguments[i].Text is { } text) arguments[i] = new ConstantExpression(common.Add(text), FieldDataType.String, common, null);
            else if (arguments[i].Categories is null && !(arguments[i] is ConstantExpression { Value: double.NaN }))
            {
                // A number compared with a category: its text is the category, as in equal(field, 3).
                if (arguments[i] is not ConstantExpression number) throw element.Refuse("mixes text and numbers.");
                arguments[i] = new ConstantExpression(
                    common.Add(number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)), FieldDataType.String, common,
                    null);
            }
        }
        return common;
    }

    private CallExpression Call(DefinedFunction function, CompiledExpression[] arguments, PmmlElement element)
    {
        if (arguments.Length != function.Parameters.Count)
            throw element.Refuse($"function '{function.Name}' takes {function.Parameters.Count} arguments, found {arguments.Length}.");
        // A body sees only its parameters, nothing of its call site.
        var inside = new FieldScope(null);
        var assigned = new List<(int, CompiledExpression)>();
        var constants = new Dictionary<string, ConstantExpression>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is ConstantExpression constant && (constant.Text is not null || !double.IsNaN(constant.Value)))
                constants[function.Parameters[i]] = constant;
            if (arguments[i].Text is { } text)
            {
                var own = new Vocabulary(FieldDataType.String);
                arguments[i] = new ConstantExpression(own.Add(text), FieldDataType.String, own, null);
            }
            var field = new Field(function.Parameters[i], layout.Allocate(1, element), arguments[i].DataType, arguments[i].Categories);
            inside.Define(field);
            assigned.Add((field.Slot, arguments[i]));
        }
        var body = functions.Enter(function, element, () => new ExpressionCompiler(inside, functions, layout) { Parameters = constants }
            .Compile(function.Body));
        var result = new Field("result", -1, body.DataType, body.Categories);
        double Constant(string attribute) => element.Optional(attribute) is { } text ? result.ParseConstant(text, element) : double.NaN;
        return new CallExpression([.. assigned], body, function.DataType == FieldDataType.Float, Constant("mapMissingTo"),
            Constant("defaultValue"));
    }
}
