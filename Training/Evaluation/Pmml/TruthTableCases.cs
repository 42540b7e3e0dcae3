using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// Truth tables of predicates, intervals and transformations. A predicate becomes a tree with one split whose result distinguishes true
/// (1), false (missing) and unknown (the root's score).
/// </summary>
internal static class TruthTableCases
{
    private const string Dialect = "truth tables";
    private const string Namespace = "http://www.dmg.org/PMML-4_4";
    private const string Unknown = "0.5";

    public static List<CaseResult> Evaluate(JsonElement tables)
    {
        var results = new List<CaseResult>();
        foreach (var table in tables.EnumerateObject())
            results.Add(CaseRunner.Run(table.Name, Dialect, ElementOf(table.Name), () => Compare(table.Name, table.Value)));
        return results;
    }

    private static string ElementOf(string table) => table switch
    {
        "simple" => "SimplePredicate",
        "simple_set" => "SimpleSetPredicate",
        "interval_contains" => "Interval",
        "norm_continuous" => "NormContinuous",
        "lag" => "Lag",
        _ => "CompoundPredicate",
    };

    private static (int Compared, List<string> Differences) Compare(string name, JsonElement table) => name switch
    {
        "binary_and" or "binary_or" or "binary_xor" => Rows(table.EnumerateArray().Select(r => (
            Compound(name["binary_".Length..], "<SimplePredicate field='a' operator='equal' value='true'/><SimplePredicate field='b' "
                + "operator='equal' value='true'/>"),
            "boolean", new[] { Text(r[0]), Text(r[1]) }, Truth(r[2])))),
        "simple" => Rows(table.EnumerateArray().Select(r => (
            "<SimplePredicate field='a' "
                + $"operator='{r.GetProperty("op").GetString()}'{(Text(r.GetProperty("value")) is { } v ? $" value='{v}'" : "")}/>",
            "double", new[] { Text(r.GetProperty("field")), null }, Truth(r.GetProperty("result"))))),
        "simple_set" => Rows(table.EnumerateArray().Select(r => (
            $"<SimpleSetPredicate field='a' booleanOperator='{r.GetProperty("op").GetString()}'><Array "
                + $"type='string'>{r.GetProperty("array").GetString()}</Array></SimpleSetPredicate>",
            "string", new[] { Text(r.GetProperty("field")), null }, Truth(r.GetProperty("result"))))),
        "surrogate" => Rows(table.GetProperty("rows").EnumerateArray().Select(r => (
            Compound("surrogate",
                Compound("and", "<SimplePredicate field='a' operator='greaterThan' value='50'/><SimplePredicate field='a' "
                    + "operator='lessThan' value='90'/>") +
                "<SimplePredicate field='b' operator='greaterOrEqual' value='80'/>"),
            "double", new[] { Text(r[0]), Text(r[1]) }, Truth(r[2])))),
        "interval_contains" => Values(Intervals(table)),
        "norm_continuous" => Values(Norms(table)),
        "lag" => Values([("<Lag field='a' n='3'/>", Text(table.GetProperty("series")[0]), null)]),
        _ => throw new FormatException($"unknown truth table '{name}'."),
    };

    private static string Compound(string op, string parts) => $"<CompoundPredicate booleanOperator='{op}'>{parts}</CompoundPredicate>";

    private static IEnumerable<(string Expression, string? Cell, string? Expected)> Intervals(JsonElement table)
    {
        var margins = table.GetProperty("margins");
        foreach (var closure in table.EnumerateObject().Where(p => p.Name != "margins"))
            foreach (var value in closure.Value.EnumerateObject())
                yield return (
                    "<Discretize field='a' dataType='double' defaultValue='0'><DiscretizeBin binValue='1'><Interval "
                        + $"closure='{closure.Name}' leftMargin='{margins[0]}' rightMargin='{margins[1]}'/></DiscretizeBin></Discretize>",
                    value.Name, value.Value.GetBoolean() ? "1" : "0");
    }

    private static IEnumerable<(string Expression, string? Cell, string? Expected)> Norms(JsonElement table)
    {
        var points = string.Concat(table.GetProperty("points").EnumerateArray()
            .Select(p => $"<LinearNorm orig='{p[0].GetRawText()}' norm='{p[1].GetRawText()}'/>"));
        foreach (var test in table.GetProperty("cases").EnumerateArray())
            yield return (
                $"<NormContinuous field='a' outliers='{ManifestReader.Text(test, "outliers") ?? "asIs"}'>{points}</NormContinuous>",
                Text(test.GetProperty("x")), Text(test.GetProperty("y")));
    }

    private static (int Compared, List<string> Differences) Rows(IEnumerable<(string Predicate, string Type, string?[] Cells,
        string? Expected)> rows)
    {
        var (compared, differences) = (0, new List<string>());
        foreach (var (predicate, type, cells, expected) in rows)
        {
            var body = "<TreeModel functionName='regression' missingValueStrategy='lastPrediction'>" + Schema() +
                $"<Node score='{Unknown}'><True/><Node score='1'>{predicate}</Node></Node></TreeModel>";
            Score(body, type, cells, expected, differences);
            compared++;
        }
        return (compared, differences);
    }

    private static (int Compared, List<string> Differences) Values(IEnumerable<(string Expression, string? Cell, string? Expected)> rows)
    {
        var (compared, differences) = (0, new List<string>());
        foreach (var (expression, cell, expected) in rows)
        {
            var body = "<RegressionModel functionName='regression'>" + Schema() +
                "<LocalTransformations><DerivedField name='d' optype='continuous' "
                    + $"dataType='double'>{expression}</DerivedField></LocalTransformations>" +
                "<RegressionTable intercept='0'><NumericPredictor name='d' coefficient='1'/></RegressionTable></RegressionModel>";
            Score(body, "double", [cell, null], expected, differences);
            compared++;
        }
        return (compared, differences);
    }

    private static string Schema() => "<MiningSchema><MiningField name='a' invalidValueTreatment='asIs'/><MiningField name='b' "
        + "invalidValueTreatment='asIs'/></MiningSchema>";

    private static void Score(string body, string type, string?[] cells, string? expected, List<string> differences)
    {
        var optype = type == "double" ? "continuous" : "categorical";
        var model = PmmlModel.Load(Encoding.UTF8.GetBytes(
            $"<PMML version='4.4' xmlns='{Namespace}'><Header/><DataDictionary><DataField name='a' optype='{optype}' dataType='{type}'/>" +
            $"<DataField name='b' optype='{optype}' dataType='{type}'/></DataDictionary>{body}</PMML>"));
        var results = new string?[model.Columns.Count];
        model.ScoreText(cells, results);
        if (!Tolerance.WorkedCase.Accepts(expected, results[0]))
            differences.Add($"({string.Join(", ", cells.Select(c => c ?? "missing"))}): expected {expected ?? "missing"}, "
            + $"got {results[0] ?? "missing"}");
    }

    private static string? Truth(JsonElement value) =>
        value.ValueKind switch { JsonValueKind.True => "1", JsonValueKind.False => null, _ => Unknown };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString(),
        _ => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
    };
}
