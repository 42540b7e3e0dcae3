using System.Text;
using System.Text.Json;
using Maintenance.Scoring.Pmml;
using Maintenance.Tests;
using Xunit.Abstractions;

namespace Maintenance.Scoring.Tests.Pmml;

/// <summary>The worked cases of the built-in functions: each becomes a document with one transformed output.</summary>
public sealed class FunctionTests(ITestOutputHelper output)
{
    /// <summary>Cases that agree today; the number only goes up.</summary>
    private const int Agreeing = 184;

    private const double Tolerance = 1e-7; // the expected values have eight digits

    private static readonly Dictionary<string, string> Symbols = new() { ["ADD"] = "+", ["SUBTRACT"] = "-", ["MULTIPLY"] = "*", ["DIVIDE"] = "/" };

    [SharedDataFact]
    public void Every_function_case_agrees_or_its_function_is_refused_by_name()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("pmml/functions/functions.json")));
        var (agreeing, refused, differing) = (0, new SortedDictionary<string, int>(), new List<string>());
        foreach (var test in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (name, expected) = (NameOf(test.GetProperty("function").GetString()!), test.TryGetProperty("expected", out var e) ? e : default);
            // The reference throws where a row has no valid result; here the result is missing.
            var wanted = expected.ValueKind == JsonValueKind.Object && expected.TryGetProperty("value", out var v) ? v : default;
            var arguments = Flatten(test.GetProperty("args")).ToArray();
            try
            {
                var model = PmmlModel.Load(Encoding.UTF8.GetBytes(Write(name, arguments)));
                var (row, results) = (new double[model.Inputs.Count], new double[model.Outputs.Count]);
                for (var i = 0; i < row.Length; i++) row[i] = Encode(model, i, arguments[i].Value);
                model.Score(row, results);
                var at = model.Outputs.ToList().IndexOf("result");
                if (Agrees(wanted, results[at], model.Decode(at, results[at]))) agreeing++;
                else differing.Add($"{name}({string.Join(", ", arguments.Select(a => a.Value.ToString()))}): expected {wanted}, got {results[at]}");
            }
            catch (PmmlException)
            {
                refused[name] = refused.GetValueOrDefault(name) + 1;
            }
        }
        output.WriteLine($"{agreeing} agree, {refused.Values.Sum()} refused: {string.Join(", ", refused.Select(r => $"{r.Key} {r.Value}"))}");
        differing.ShouldBeEmpty();
        agreeing.ShouldBeGreaterThanOrEqualTo(Agreeing);
    }

    private static string NameOf(string constant)
    {
        if (Symbols.TryGetValue(constant, out var symbol)) return symbol;
        var words = constant.ToLowerInvariant().Split('_');
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]))
            .Replace("Cdf", "CDF").Replace("Pdf", "PDF").Replace("Idf", "IDF");
    }

    private static IEnumerable<(string Type, JsonElement Value)> Flatten(JsonElement arguments)
    {
        foreach (var argument in arguments.EnumerateArray())
        {
            var (type, value) = (argument.GetProperty("type").GetString(), argument.GetProperty("value"));
            if (type == "list")
                foreach (var item in value.EnumerateArray()) yield return (item.ValueKind == JsonValueKind.Null ? "integer" : TypeOf(item), item);
            else
                yield return (type ?? "", value);
        }
    }

    private static string TypeOf(JsonElement item) => item.TryGetInt64(out _) ? "integer" : "double";

    private static string Write(string function, (string Type, JsonElement Value)[] arguments)
    {
        // A null argument has no type: it takes the one of its neighbours.
        var common = arguments.Select(a => a.Type).FirstOrDefault(t => t.Length > 0) ?? "double";
        var types = arguments.Select(a => a.Type.Length > 0 ? a.Type : common).ToArray();
        var fields = string.Concat(types.Select((t, i) => $"<DataField name='a{i}' optype='{(t == "string" ? "categorical" : "continuous")}' dataType='{t}'>{(t == "string" && arguments[i].Value.ValueKind == JsonValueKind.String ? $"<Value value='{System.Security.SecurityElement.Escape(arguments[i].Value.GetString())}'/>" : "")}</DataField>"));
        // Text is compared with constants: only the first text is a field.
        var first = Array.IndexOf(types, "string");
        var parts = types.Select((t, i) => t == "string" && i != first && arguments[i].Value.ValueKind == JsonValueKind.String
            ? $"<Constant dataType='string'>{System.Security.SecurityElement.Escape(arguments[i].Value.GetString())}</Constant>"
            : t == "string" && i != first ? "<Constant missing='true'/>" : $"<FieldRef field='a{i}'/>");
        return $"<PMML version='4.4' xmlns='http://www.dmg.org/PMML-4_4'><Header/><DataDictionary>{fields}</DataDictionary>" +
            $"<RegressionModel functionName='regression'><MiningSchema>{string.Concat(types.Select((_, i) => $"<MiningField name='a{i}' invalidValueTreatment='asIs'/>"))}</MiningSchema>" +
            $"<Output><OutputField name='result' dataType='double' optype='continuous' feature='transformedValue'><Apply function='{function}'>{string.Concat(parts)}</Apply></OutputField></Output>" +
            "<RegressionTable intercept='0'/></RegressionModel></PMML>";
    }

    private static double Encode(PmmlModel model, int input, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return double.NaN;
            case JsonValueKind.Number:
                return value.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return value.ValueKind == JsonValueKind.True ? 1 : 0;
            default:
                if (Special(value.GetString()!) is { } special) return special;
                model.TryEncode(input, value.GetString()!, out var code).ShouldBeTrue();
                return code;
        }
    }

    private static double? Special(string text) => text switch
    {
        "NaN" => double.NaN,
        "INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        _ => null,
    };

    private static bool Agrees(JsonElement wanted, double value, string? text) => wanted.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => double.IsNaN(value),
        JsonValueKind.True => value == 1,
        JsonValueKind.False => value == 0,
        JsonValueKind.String when Special(wanted.GetString()!) is { } special => special.Equals(value),
        JsonValueKind.String => text == wanted.GetString(),
        _ => Math.Abs(wanted.GetDouble() - value) <= Tolerance * Math.Max(1, Math.Abs(value)),
    };
}
