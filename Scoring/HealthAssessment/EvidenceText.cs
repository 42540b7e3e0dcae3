using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// JSON of what each failure mode could be judged by. Few patterns occur in a fleet, so each is written once and shared. Threading: one
/// worker.
/// </summary>
internal sealed class EvidenceText
{
    private const int MaxPatterns = 4096;

    private readonly Dictionary<Pattern, string> _texts = [];
    private readonly string?[] _words = new string?[2 * FailureModes.All.Count];

    /// <summary>The text of a set of findings, one per <c>FailureModes.All</c>.</summary>
    public string Of(ReadOnlySpan<ModeFinding> findings)
    {
        for (var i = 0; i < findings.Length; i++) (_words[2 * i], _words[(2 * i) + 1]) = (findings[i].Unseen, findings[i].Limited);
        var key = new Pattern(_words);
        if (_texts.TryGetValue(key, out var text)) return text;
        if (_texts.Count >= MaxPatterns) _texts.Clear();
        return _texts[new Pattern([.. _words])] = Write(findings);
    }

    private static string Write(ReadOnlySpan<ModeFinding> findings)
    {
        var modes = new Dictionary<string, ModeEvidence>(StringComparer.Ordinal);
        for (var i = 0; i < findings.Length; i++)
            modes[FailureModes.All[i]] = findings[i] switch
            {
                { Unseen: { } why } => new ModeEvidence("none", why),
                { Limited: { } limit } => new ModeEvidence("weak", limit),
                _ => new ModeEvidence("good", null),
            };
        return JsonSerializer.Serialize(modes, EvidenceJson.Default.DictionaryStringModeEvidence);
    }

    private readonly struct Pattern(string?[] words) : IEquatable<Pattern>
    {
        private readonly string?[] _words = words;

        public bool Equals(Pattern other) => _words.AsSpan().SequenceEqual(other._words);

        public override bool Equals(object? obj) => obj is Pattern other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var word in _words) hash.Add(word is null ? 0 : word.Length * 31 + word[^1]);
            return hash.ToHashCode();
        }
    }
}
