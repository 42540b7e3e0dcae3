using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Maintenance.Fuzz.Tests;

/// <summary>What a target made of an input.</summary>
/// <param name="Text">What was read, why it was refused, or what failed.</param>
/// <param name="Kind">Read, refused or failed.</param>
internal sealed partial record Outcome(OutcomeKind Kind, string Text)
{
    /// <summary>The outcome without its numbers and quotations: inputs of one shape behave alike.</summary>
    public string Shape => $"{Kind} {Particulars().Replace(Text, "·")}";

    /// <summary>Reads once, and measures.</summary>
    public static Outcome Of(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = Read(target, input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return outcome.Kind != OutcomeKind.Failed && allocated > target.AllocationLimit(input.Length)
            ? new Outcome(OutcomeKind.Failed, $"allocated too much: {allocated >> 20} MiB for {input.Length} bytes") : outcome;
    }

    /// <summary>Reads twice: the results must be equal.</summary>
    public static Outcome Twice(FuzzTarget target, byte[] input)
    {
        var (first, second) = (Of(target, input), Of(target, input));
        return first.Kind == OutcomeKind.Failed || first == second
            ? first : new Outcome(OutcomeKind.Failed, $"read twice with different results: '{first.Text}', then '{second.Text}'");
    }

    private static Outcome Read(FuzzTarget target, byte[] input)
    {
        try
        {
            return new Outcome(OutcomeKind.Read, target.Read(input));
        }
        catch (FuzzException error)
        {
            return new Outcome(OutcomeKind.Failed, error.Message);
        }
        catch (Exception error) when (target.Refuses(error))
        {
            return string.IsNullOrWhiteSpace(error.Message)
                ? new Outcome(OutcomeKind.Failed, $"{error.GetType().Name} refuses without a word")
                : new Outcome(OutcomeKind.Refused, error.Message);
        }
        catch (Exception error)
        {
            return new Outcome(OutcomeKind.Failed, $"{error.GetType().Name} in {PlaceOf(error)}: {error.Message.Split('\n')[0]}");
        }
    }

    // The product's innermost method: two inputs that fail there are one finding.
    private static string PlaceOf(Exception error) => new StackTrace(error).GetFrames().Select(f => f.GetMethod())
        .FirstOrDefault(m => m?.DeclaringType?.FullName is { } name && name.StartsWith("Maintenance.", StringComparison.Ordinal)
            && !name.StartsWith("Maintenance.Fuzz.", StringComparison.Ordinal)) is { } method
        ? $"{method.DeclaringType!.Name}.{method.Name}" : "no method of the product";

    [GeneratedRegex(@"'[^']*'?|""[^""]*""?|[-+]?[0-9][0-9.eE+,:TZ-]*|[^\x20-\x7E]+")]
    private static partial Regex Particulars();
}

internal enum OutcomeKind
{
    Read,
    Refused,
    Failed,
}
