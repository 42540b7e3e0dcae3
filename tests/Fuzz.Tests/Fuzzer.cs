using System.Diagnostics;

namespace Maintenance.Fuzz.Tests;

/// <summary>
/// Runs a target on mutated inputs. Inputs with an outcome of a new shape are mutated further, so that a run goes deeper than its seeds.
/// <para>Threading: inputs run on a thread of its own with a small stack, as the product's threads may have; the caller watches the
/// processor time of each.</para>
/// </summary>
/// <param name="target">Target.</param>
/// <param name="seed">Seed of all choices.</param>
/// <param name="current">Told each input before it runs, so that one that ends the process is known.</param>
internal sealed class Fuzzer(FuzzTarget target, int seed, Action<byte[]>? current = null)
{
    private const int StackBytes = 1 << 20;
    private const int MaxCorpus = 2000;
    private const int MaxFailures = 20;
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, FuzzFailure> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shapes = new(StringComparer.Ordinal);
    private byte[] _input = [];
    private TimeSpan _startedAt;
    private bool _minimising;
    private long _inputs;
    private long _refused;

    /// <summary>Runs given inputs, each twice.</summary>
    public FuzzReport Run(IReadOnlyList<byte[]> inputs) => Watch(() =>
    {
        foreach (var input in inputs) Try(input, twice: true);
    });

    /// <summary>Runs the seeds, then mutations of them.</summary>
    /// <param name="goesOn">Asked before each, with the number of inputs so far.</param>
    public FuzzReport Run(Func<long, bool> goesOn) => Watch(() =>
    {
        var seeds = target.Seeds;
        foreach (var input in seeds) Try(input, twice: true);
        var corpus = new List<byte[]>(seeds);
        var refused = new List<byte[]>(seeds);
        var random = new Random(seed);
        var mutator = new Mutator(random, seeds, target.Words);
        while (goesOn(_inputs) && _failures.Count < MaxFailures)
        {
            var from = random.Next(5) > 0 ? corpus : refused; // what is refused already hides what lies behind
            var input = target.Mutate(from[random.Next(from.Count)], mutator);
            if (Try(input, twice: random.Next(8) == 0) is { } isRead && (isRead ? corpus
                : refused) is { Count: < MaxCorpus } to) to.Add(input);
        }
    });

    private FuzzReport Watch(ThreadStart run)
    {
        var watch = Stopwatch.StartNew();
        Exception? unexpected = null;
        var thread = new Thread(() =>
        {
            try
            {
                run();
            }
            catch (Exception error)
            {
                unexpected = error; // of the target's own making: its seeds, its mutations
            }
        }, StackBytes)
        { IsBackground = true, Name = $"fuzz {target.Name}" };
        _startedAt = Environment.CpuUsage.TotalTime;
        thread.Start();
        while (!thread.Join(Look))
        {
            byte[] input;
            lock (_failures)
            {
                if (_minimising || Environment.CpuUsage.TotalTime - _startedAt < LongestInput) continue;
                input = _input;
                _failures["endless"] = new FuzzFailure($"ran longer than {LongestInput.TotalSeconds} s of processor time", input);
            }
            return Report(watch, isStuck: true); // its thread cannot be ended; it ends with the process
        }
        return unexpected is null ? Report(watch, isStuck: false)
            : throw new InvalidOperationException($"Target {target.Name} failed itself: {unexpected.Message}", unexpected);
    }

    private FuzzReport Report(Stopwatch watch, bool isStuck)
    {
        lock (_failures) return new FuzzReport(target.Name, _inputs, _refused, watch.Elapsed, isStuck, [.. _failures.Values]);
    }

    // Null unless the outcome is of a new shape; then whether the input was read.
    private bool? Try(byte[] input, bool twice)
    {
        lock (_failures) (_input, _startedAt, _minimising) = (input, Environment.CpuUsage.TotalTime, false);
        current?.Invoke(input);
        var outcome = twice ? Outcome.Twice(target, input) : Outcome.Of(target, input);
        lock (_failures)
        {
            _inputs++;
            if (outcome.Kind == OutcomeKind.Refused) _refused++;
            if (outcome.Kind != OutcomeKind.Failed) return _shapes.Add(outcome.Shape) ? outcome.Kind == OutcomeKind.Read : null;
            if (_failures.ContainsKey(outcome.Shape)) return null;
            _minimising = true;
        }
        var small = Minimiser.Minimise(target, input, outcome.Shape);
        lock (_failures) _failures[outcome.Shape] = new FuzzFailure(outcome.Text, small);
        return null;
    }
}
