namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Hann windows of the lengths last asked for. Senders choose the lengths, so no more than a few are kept. Threading: one owner.
/// </summary>
internal sealed class HannWindows
{
    private const int Kept = 4;

    private readonly (int Length, float[] Values)[] _windows = [.. Enumerable.Repeat((0, Array.Empty<float>()), Kept)];
    private int _oldest;

    /// <summary>w[i] = ½ − ½·cos(2π·i/n), i below n; Σ w² = 3n/8 (n ≥ 3).</summary>
    /// <param name="n">Its length, at least 3.</param>
    public ReadOnlySpan<float> Of(int n)
    {
        foreach (var (length, values) in _windows)
            if (length == n) return values.AsSpan(0, n);
        ref var window = ref _windows[_oldest];
        _oldest = (_oldest + 1) % Kept;
        if (window.Values.Length < n) window.Values = new float[n];
        window.Length = n;
        Fill(window.Values.AsSpan(0, n));
        return window.Values.AsSpan(0, n);
    }

    // The window is symmetric about its middle; the cosine is turned on by a product, anew from its own value every 64.
    private static void Fill(Span<float> window)
    {
        var n = window.Length;
        var (turnSin, turnCos) = Math.SinCos(2 * Math.PI / n);
        var (sin, cos) = (0.0, 1.0);
        for (var i = 0; i <= n / 2; i++)
        {
            if (i % 64 == 0) (sin, cos) = Math.SinCos(2 * Math.PI * i / n);
            window[i] = (float)(0.5 - 0.5 * cos);
            if (i > 0) window[n - i] = window[i];
            (sin, cos) = (sin * turnCos + cos * turnSin, cos * turnCos - sin * turnSin);
        }
    }
}
