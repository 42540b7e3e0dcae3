namespace Maintenance.Dashboard.Access;

/// <summary>
/// Slows guessing: after a few failures of one key (an account from one address, an address, an account) each further failure doubles the wait
/// before the next attempt is looked at. A success forgets the account-and-address key. Kept in memory and bounded; when full, the oldest goes.
/// Threading: any thread.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    private const int MaxKeys = 10_000;
    private static readonly TimeSpan Forget = TimeSpan.FromMinutes(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Zero when an attempt may be looked at now, else how long the caller must wait. An attempt counts as failed from its beginning, so that
    /// many at once do not slip through before the first is judged.
    /// </summary>
    public TimeSpan Begin(string name, string address)
    {
        var now = clock.GetTimestamp();
        lock (_lock)
        {
            var wait = TimeSpan.Zero;
            foreach (var key in Keys(name, address))
                if (_failures.TryGetValue(key.Name, out var failures))
                {
                    var left = failures.Delay(key) - clock.GetElapsedTime(failures.Last, now);
                    if (left > wait) wait = left;
                }
            if (wait > TimeSpan.Zero) return wait;
            foreach (var key in Keys(name, address)) Count(key.Name, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes the attempt back from the counts, and all failures of this account from this address.</summary>
    public void Succeeded(string name, string address)
    {
        var keys = Keys(name, address);
        lock (_lock)
        {
            _failures.Remove(keys[0].Name);
            foreach (var key in keys.AsSpan(1))
                if (_failures.TryGetValue(key.Name, out var failures)) _failures[key.Name] = failures with { Count = failures.Count - 1 };
        }
    }

    private void Count(string key, long now)
    {
        var old = _failures.GetValueOrDefault(key);
        if (_failures.Count >= MaxKeys && old is null) _failures.Remove(_failures.MinBy(f => f.Value.Last).Key);
        _failures[key] = new Failures(old is null || clock.GetElapsedTime(old.Last, now) > Forget ? 1 : old.Count + 1, now);
    }

    // An account's own limit is loose and its wait short, so that a stranger cannot lock its owner out for long.
    private static Key[] Keys(string name, string address) =>
    [
        new($"{name}@{address}", Free: 5, Longest: TimeSpan.FromMinutes(15)),
        new($"@{address}", Free: 20, Longest: TimeSpan.FromMinutes(15)),
        new($"{name}@", Free: 50, Longest: TimeSpan.FromSeconds(30)),
    ];

    private readonly record struct Key(string Name, int Free, TimeSpan Longest);

    private sealed record Failures(int Count, long Last)
    {
        public TimeSpan Delay(Key key) => Count < key.Free
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Math.Min(key.Longest.TotalSeconds, Math.Pow(2, Math.Min(Count - key.Free, 20))));
    }
}
