using System.CommandLine;
using Maintenance.Host.Composition;
using Maintenance.Training.History;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train</c> for learning from a table, and the requests built from them.</summary>
internal sealed class TrainTableOptions
{
    private readonly Option<int> _seed;
    private readonly Option<string> _role;
    private readonly Option<string?> _output;
    private readonly TrainGrowthOptions _growth = new();
    private readonly TrainStoreOptions _store = new();
    private readonly Option<string> _data = VerbOptions.Data();
    private readonly Option<bool> _json = VerbOptions.Json();

    private readonly Option<string?> _input = new("--input")
    {
        Description = "CSV file with a header to learn from; empty, NA, NaN, null and ? mean missing.",
    };

    private readonly Option<string?> _target = new("--target") { Description = "Column to predict." };

    private readonly Option<string?> _group = new("--group")
    {
        Description = "Column that groups rows (drill, engine, hole): the model is evaluated on groups not seen in training.",
    };

    private readonly Option<string> _from = new("--from")
    {
        Description = "simulation, or store: the history of this installation, labelled by its maintenance records.",
        DefaultValueFactory = _ => "simulation",
    };

    public TrainTableOptions(Command command, Option<int> seed, Option<string> role, Option<string?> output)
    {
        (_seed, _role, _output) = (seed, role, output);
        _from.AcceptOnlyFromAmong("simulation", "store");
        Option[] all = [_input, _target, _group, .. _growth.All, _from, .. _store.All, _data, _json];
        foreach (var option in all) command.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsStore(ParseResult parsed) => parsed.GetValue(_from) == "store";

    public string? Input(ParseResult parsed) => parsed.GetValue(_input);

    public string Target(ParseResult parsed) => Required(parsed, _target, "the column to predict");

    public string Group(ParseResult parsed) => Required(parsed, _group, "the column that groups rows");

    public string Output(ParseResult parsed) => Required(parsed, _output, "the PMML document to write");

    public string Data(ParseResult parsed) => parsed.GetValue(_data)!;

    public TableRequest Table(ParseResult parsed) => _growth.Request(parsed, parsed.GetValue(_seed));

    public StoreRequest Store(ParseResult parsed) => _store.Request(parsed, parsed.GetValue(_role)!);

    private static string Required(ParseResult parsed, Option<string?> option, string what) =>
        parsed.GetValue(option) is { Length: > 0 } value ? value : throw new OptionException($"{option.Name} is required here: {what}.");
}
