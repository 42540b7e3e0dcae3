using BenchmarkDotNet.Attributes;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Workers;

namespace Maintenance.Benchmarks;

/// <summary>What a worker does with a block of 100 readings of 12 channels, in parts and as a whole, with the shipped models.</summary>
public class ScoringBenchmarks
{
    private const int Readings = 100;
    private const int Rows = 64;

    // A commit's worth: the buffers of the rows have their size after the first.
    private const int Blocks = 64;

    private readonly byte[] _block = TelemetryCodecV1.Encode(Samples.Block(Readings));
    private readonly DescriptorCalculator _calculator = new();
    private readonly DrillSetup _setup = new(0.216, []);
    private readonly float[] _descriptors = new float[Descriptors.Count];
    private readonly IConditionModel _health = ConditionModels.Load("models/drill-health.pmml");
    private readonly IConditionModel _life = ConditionModels.Load("models/drill-life.pmml");
    private readonly ReadingRows _readings = new();
    private readonly List<(int First, int Last)> _news = [(0, Readings - 1)];
    private readonly RowBatches _rows = new();
    private readonly RecordProcessor _processor;
    private float[] _features = [];
    private float[] _results = [];
    private float[] _contributions = [];
    private long _second;

    public ScoringBenchmarks() => _processor = new RecordProcessor(Samples.Registry(), partition: 0, historyBlocks: 512, lateBlocks: 0)
    {
        Assessor =
        new ConditionAssessor(_health, _life)
    };

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(7);
        _features = [.. Enumerable.Range(0, Rows * _health.Inputs.Count).Select(_ => random.NextDouble() < 0.4
            ? float.NaN : random.NextSingle() * 100)];
        _results = new float[Rows * _health.Outputs.Count];
        _contributions = new float[_health.Inputs.Count];
        for (var i = 0; i < 32; i++) Process(); // the drill's history is as long as it gets
    }

    [Benchmark]
    public void Describe() => _calculator.Compute(TelemetryRecordView.DecodeTrusted(_block), _setup, _descriptors);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void ScoreEnsemble() => _health.Score(_features, Rows, _results);

    [Benchmark]
    public void ExplainEnsemble() => _health.Explain(_features.AsSpan(0, _health.Inputs.Count), 0, _contributions);

    [Benchmark(OperationsPerInvoke = Blocks)]
    public int BatchRows()
    {
        _rows.Clear();
        for (var i = 0; i < Blocks; i++) _readings.Add(Samples.Drill, TelemetryRecordView.DecodeTrusted(_block), _news, _rows);
        return _rows.Readings.RowCount;
    }

    /// <summary>The whole of a record: identity, rows, descriptors, assessment.</summary>
    [Benchmark(OperationsPerInvoke = Blocks)]
    public long Process()
    {
        _rows.Clear();
        for (var i = 0; i < Blocks; i++)
        {
            Samples.MoveTo(_block, ++_second, Readings);
            // nothing is known of a new drill
            while (!_processor.TryProcess(_block, _second, _rows, out var needed)) needed!.State.Loaded = true;
        }
        return _rows.Assessments.RowCount == Blocks ? _second : throw new InvalidOperationException($"{_rows.Assessments.RowCount} "
            + $"of {Blocks} blocks were assessed.");
    }
}
