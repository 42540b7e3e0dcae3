using Maintenance.Core.Ports;
using Maintenance.Pmml;

namespace Maintenance.MlNet.Reading;

/// <summary>Adapts trees compiled into our engine to <see cref="IConditionModel"/>.</summary>
internal sealed class CompiledModel(PmmlModel model) : IConditionModel
{
    public string Name => model.Name;

    public string Hash => model.Hash;

    public IReadOnlyList<string> Inputs => model.Inputs;

    public IReadOnlyList<string> Outputs => model.Outputs;

    public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges => model.UsualRanges;

    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results) => model.Score(rows, count, results);

    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) => model.Explain(row, output, contributions);
}
