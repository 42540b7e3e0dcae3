using Maintenance.MlNet.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// A thread's open scoring path through a pipeline: its buffers, and the chain of getters that ML.NET builds for a cursor. Scoring moves
/// the cursor and reads the last getter; nothing is created per row or batch. One thread at a time.
/// </summary>
#pragma warning disable CA1001 // the cursor reads an array and holds nothing else
internal sealed class ScoringSession
#pragma warning restore CA1001
{
    /// <summary>Rows passed at once.</summary>
    private const int BlockRows = 64;

    private readonly float[] _rows;
    private readonly int _stride;
    private readonly int _width;
    private readonly FeatureCursor _cursor;
    private readonly List<(OutputKind Kind, int Place, ValueGetter<float>? Single, ValueGetter<VBuffer<float>>? Vector)> _getters = [];
    private VBuffer<float> _vector;

    public ScoringSession(Pipeline pipeline)
    {
        (_stride, _rows) = (pipeline.Features.Count, new float[BlockRows * pipeline.Features.Count]);
        var columns = pipeline.Outputs.Select(o => o.Column).ToList();
        _cursor = new FeatureCursor(pipeline.View(_rows, BlockRows), pipeline.Mapper.GetDependencies(columns));
        var row = pipeline.Mapper.GetRow(_cursor, columns);
        foreach (var output in pipeline.Outputs)
        {
            if (output.Kind == OutputKind.Classes) _getters.Add((output.Kind, _width, null, row.GetGetter<VBuffer<float>>(output.Column)));
            else _getters.Add((output.Kind, _width, row.GetGetter<float>(output.Column), null));
            _width += output.Names.Count;
        }
    }

    /// <summary>Scores rows; see <see cref="Core.Ports.IConditionModel.Score"/>.</summary>
    public void Score(ReadOnlySpan<float> rows, int count, Span<float> results)
    {
        for (var first = 0; first < count; first += BlockRows)
        {
            var block = Math.Min(BlockRows, count - first);
            rows.Slice(first * _stride, block * _stride).CopyTo(_rows);
            for (var i = 0; i < block; i++)
            {
                _cursor.MoveTo(i);
                Read(results.Slice((first + i) * _width, _width));
            }
        }
    }

    private void Read(Span<float> results)
    {
        foreach (var (kind, place, single, vector) in _getters)
        {
            if (kind == OutputKind.Classes)
            {
                vector!(ref _vector);
                _vector.CopyTo(results[place..]);
                continue;
            }
            single!(ref results[place]);
            if (kind == OutputKind.Binary) results[place + 1] = 1 - results[place];
        }
    }
}
