using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// Compiles expressions against the names in scope. Text is a category known at load where possible, and a row text where it is computed
/// during scoring.
/// </summary>
/// <param name="scope">Names.</param>
/// <param name="functions">The document's own functions.</param>
/// <param name="layout">Slots of the frame.</param>
internal sealed class ExpressionCompiler(FieldScope scope, DefinedFunctions functions, FrameLayout layout)
{
    /// <summary>
    /// In the body of a document's own function, the parameters for which the call gives a constant; null elsewhere.
    /// </summary>
    public IReadOnlyDictionary<string, ConstantExpression>? Parameters { get; init; }

    /// <summary>Names of the expression elements.</summary>
    public static readonly string[] Names = ["Constant", "FieldRef", "NormContinuous", "NormDiscrete", "Discretize", "MapValues", "Apply",
        "TextIndex", "Aggregate", "Lag"];

    /// <summary>The expression among an element's children, if any.</summary>
    public static PmmlElement? Find(PmmlElement parent, params ReadOnlySpan<string> otherChildren)
    {
        parent.AllowOnly([.. Names, .. otherChildren]);
        return parent.Children.Where(IsExpression).SingleOrDefaultOrRefuse(parent);
    }

    public static bool IsExpression(PmmlElement element) => Array.IndexOf(Names, element.Name) >= 0;

    public CompiledExpression Compile(PmmlElement element)
    {
        functions.Count(element);
        return element.Name switch
        {
            "Constant" => CompileConstant(element),
            "FieldRef" => CompileField(element),
            "NormContinuous" => CompileNormContinuous(element, scope.ResolveNumeric(element.Required("field"), element).Slot),
            "NormDiscrete" => CompileNormDiscrete(element),
            "Discretize" => CompileDiscretize(element),
            "MapValues" => CompileMapValues(element),
            "Apply" => CompileApply(element),
            "TextIndex" => new TextIndexCompiler(scope, functions, layout, this).Compile(element),
            "Aggregate" => CompileAggregate(element),
            "Lag" => throw element.Refuse("is not supported: rows are scored independently, in no order; pass the earlier value as a "
                + "separate field."),
            _ => throw element.Refuse($"is not a supported expression; supported are {string.Join(", ", Names)}."),
        };
    }

    private static ConstantExpression CompileConstant(PmmlElement element)
    {
        element.AllowOnly();
        var text = element.Text.Trim();
        if (element.Flag("missing", false)) return new ConstantExpression(double.NaN, FieldDataType.Double, null, null);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number);
        switch (element.Optional("dataType"))
        {
            case "double":
                return isNumber ? new ConstantExpression(number, FieldDataType.Double, null, null) : throw NotA("double");
            case "float":
                return isNumber ? new ConstantExpression((float)number, FieldDataType.Float, null, null) : throw NotA("float");
            case "integer":
                return isNumber && Math.Floor(number) == number
                    ? new ConstantExpression(number, FieldDataType.Integer, null, null) : throw NotA("integer");
            case "boolean":
                return text is "true" or "false"
                    ? new ConstantExpression(text == "true" ? 1 : 0, FieldDataType.Boolean, null, null) : throw NotA("boolean");
            case null when isNumber:
                return new ConstantExpression(number, text.All(c => char.IsAsciiDigit(c) || c is '-' or '+')
                    ? FieldDataType.Integer : FieldDataType.Double, null, null);
            case "date" or "time" or "dateTime":
                var type = DataField.ReadDataType(element);
                return DateValues.TryParse(type, text, out var moment)
                    ? new ConstantExpression(moment, type, null, null) : throw NotA(element.Required("dataType"));
            case null or "string":
                return new ConstantExpression(0, FieldDataType.String, null, element.Text);
            default:
                throw element.Refuse($"dataType=\"{element.Optional("dataType")}\" is not supported.");
        }

        PmmlException NotA(string type) => element.Refuse($"'{PmmlElement.Shorten(text)}' is no {type}.");
    }

    private CompiledExpression CompileApply(PmmlElement element)
    {
        element.AllowOnly([.. Names]);
        var function = element.Required("function");
        return new FunctionCompiler(functions, layout)
            .Compile(element, [.. element.Children.Where(c => c.Name != "Extension").Select((c, i) => CompileArgument(c, function, i))]);
    }

    // SAS writes a parameter's name as a constant where a number is needed: substring(text, 1, WIDTH). It means the parameter.
    private CompiledExpression CompileArgument(PmmlElement argument, string function, int index)
    {
        var compiled = Compile(argument);
        return Parameters is not null && compiled.Text?.Trim() is { } name && scope.Find(name) is { } parameter
            && functions.Find(function) is null && FunctionCompiler.NeedsNumber(function, index)
            ? FieldOrConstant(parameter, double.NaN) : compiled;
    }

    // A parameter that the call gives as a constant is that constant.
    private CompiledExpression FieldOrConstant(Field field, double replacement) =>
        Parameters?.GetValueOrDefault(field.Name) ?? (CompiledExpression)new FieldExpression(field, replacement);

    private CompiledExpression CompileField(PmmlElement element)
    {
        element.AllowOnly();
        var field = scope.Resolve(element.Required("field"), element);
        var replacement = element.Optional("mapMissingTo") is { } text ? field.ParseConstant(text, element) : double.NaN;
        return FieldOrConstant(field, replacement);
    }

    /// <summary>NormContinuous over the number in a slot.</summary>
    public static NormContinuousExpression CompileNormContinuous(PmmlElement element, int slot)
    {
        element.AllowOnly("LinearNorm");
        var points = element.ChildrenNamed("LinearNorm")
            .Select(p => (Orig: p.AllowOnly().Number("orig"), Norm: p.Number("norm"))).ToArray();
        if (points.Length < 2) throw element.Refuse($"needs at least two LinearNorm, found {points.Length}.");
        for (var i = 1; i < points.Length; i++)
            if (points[i].Orig <= points[i - 1].Orig) throw element.Refuse("the orig values must ascend.");
        var outliers = element.Word("outliers", OutlierTreatment.AsIs, ("asIs", OutlierTreatment.AsIs),
            ("asMissingValues", OutlierTreatment.AsMissing), ("asExtremeValues", OutlierTreatment.AsExtreme));
        return new NormContinuousExpression(
            slot, [.. points.Select(p => p.Orig)], [.. points.Select(p => p.Norm)], outliers, element.Number("mapMissingTo", double.NaN));
    }

    private AggregateExpression CompileAggregate(PmmlElement element)
    {
        element.AllowOnly();
        if (element.Optional("groupField") is not null) throw element.Refuse("groupField is not supported: rows are scored independently.");
        if (element.Optional("sqlWhere") is not null) throw element.Refuse("sqlWhere is not supported.");
        _ = element.Required("function");
        var function = element.Word("function", "", ("count", "count"), ("sum", "sum"), ("average", "average"), ("min", "min"),
            ("max", "max"));
        var field = scope.Resolve(element.Required("field"), element);
        layout.UsesText |= field.Categories is not null;
        return DateValues.IsDate(field.DataType)
            ? throw element.Refuse("needs numbers or a collection.") : new AggregateExpression(function, field);
    }

    private NormDiscreteExpression CompileNormDiscrete(PmmlElement element)
    {
        element.AllowOnly();
        if (element.Optional("method") is not (null or "indicator"))
            throw element.Refuse($"method=\"{element.Optional("method")}\" is not supported.");
        var field = scope.Resolve(element.Required("field"), element);
        return new NormDiscreteExpression(field.Slot, field.ParseConstant(element.Required("value"), element),
            element.Number("mapMissingTo", double.NaN));
    }

    private DiscretizeExpression CompileDiscretize(PmmlElement element)
    {
        element.AllowOnly("DiscretizeBin");
        var result = new ResultConstants(element);
        var bins = element.ChildrenNamed("DiscretizeBin").Select(bin =>
        {
            bin.AllowOnly("Interval");
            return (DataInterval.Read(bin.RequiredChild("Interval")), result.Parse(bin.Required("binValue"), bin));
        }).ToArray();
        return new DiscretizeExpression(
            scope.ResolveNumeric(element.Required("field"), element).Slot, bins, result.DataType, result.Categories,
            result.ParseOptional("mapMissingTo"), result.ParseOptional("defaultValue"));
    }

    private MapValuesExpression CompileMapValues(PmmlElement element)
    {
        element.AllowOnly("FieldColumnPair", "InlineTable");
        var result = new ResultConstants(element);
        var pairs = element.ChildrenNamed("FieldColumnPair")
            .Select(p => (Field: scope.Resolve(p.AllowOnly().Required("field"), p), Column: p.Required("column"), Element: p)).ToArray();
        if (pairs.Length == 0) throw element.Refuse("has no FieldColumnPair.");
        var output = element.Required("outputColumn");
        var (keys, outputs) = (new List<double>(), new List<double>());
        foreach (var row in element.RequiredChild("InlineTable").AllowOnly("row").ChildrenNamed("row"))
        {
            string Cell(string column) => row.Children.FirstOrDefault(c => IsColumn(c, column))?.Text
                ?? throw row.Refuse($"column '{column}' is absent.");
            foreach (var (field, column, pair) in pairs) keys.Add(field.ParseConstant(Cell(column), pair));
            outputs.Add(result.Parse(Cell(output), row));
        }
        return new MapValuesExpression(
            [.. pairs.Select(p => p.Field.Slot)], [.. keys], [.. outputs], result.DataType, result.Categories,
            result.ParseOptional("mapMissingTo"), result.ParseOptional("defaultValue"));
    }

    /// <summary>Whether a cell belongs to a column. Exporters put table columns into their own namespace: data:input.</summary>
    public static bool IsColumn(PmmlElement cell, string column) =>
        string.Equals(cell.Name, column, StringComparison.Ordinal)
            || string.Equals(cell.Name[(cell.Name.IndexOf(':') + 1)..], column, StringComparison.Ordinal);

    /// <summary>The possible constant results of an element, in its own dataType.</summary>
    private sealed class ResultConstants
    {
        private readonly PmmlElement _element;
        private readonly Field _field;

        public ResultConstants(PmmlElement element)
        {
            _element = element;
            DataType = element.Optional("dataType") is null ? FieldDataType.String : DataField.ReadDataType(element);
            Categories = DataType == FieldDataType.String ? new Vocabulary(FieldDataType.String) : null;
            _field = new Field("result", -1, DataType, Categories);
        }

        public FieldDataType DataType { get; }

        public Vocabulary? Categories { get; }

        public double Parse(string text, PmmlElement element) => _field.ParseConstant(text, element);

        public double ParseOptional(string attribute) => _element.Optional(attribute) is { } text ? Parse(text, _element) : double.NaN;
    }
}
