using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary>What an evaluation reads: a published data set with its own protocol, or data of the user's own to train on and to
/// judge.</summary>
internal sealed class EvaluationInputs
{
    private readonly Option<string?> _data, _train, _test;
    private readonly string _otherwise;

    /// <param name="data">What <c>--data</c> is.</param>
    /// <param name="own">What <c>--train</c> and <c>--test</c> are.</param>
    /// <param name="otherwise">Name of another option that may be given instead; null when there is none.</param>
    public EvaluationInputs(string data, string own, string? otherwise = null)
    {
        _otherwise = otherwise is null ? "" : $", or {otherwise}";
        _data = new Option<string?>("--data") { Description = $"{data} Or --train and --test." };
        _train = new Option<string?>("--train") { Description = $"{own} to train on." };
        _test = new Option<string?>("--test") { Description = $"{own} to judge." };
    }

    /// <summary>Adds the options, which exclude each other.</summary>
    /// <param name="command">Verb.</param>
    /// <param name="other">Another option that may be given instead; it excludes these.</param>
    public void AddTo(Command command, Option<string?>? other = null)
    {
        foreach (var option in (Option[])[_data, _train, _test]) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var (data, train, test) = (result.GetValue(_data) is not null, result.GetValue(_train) is not null,
                result.GetValue(_test) is not null);
            if (other is not null && result.GetValue(other) is not null && !data && !train && !test) return;
            if (train != test || data == train || (other is not null && result.GetValue(other) is not null))
                result.AddError($"Give either --data, or both --train and --test{_otherwise}.");
        });
    }

    /// <summary>The published data set; null with data of the user's own.</summary>
    public string? Data(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>Data of the user's own.</summary>
    public (string Train, string Test) Own(ParseResult parsed) => (parsed.GetValue(_train)!, parsed.GetValue(_test)!);
}
