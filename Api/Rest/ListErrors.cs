using System.Globalization;

namespace Maintenance.Api.Rest;

/// <summary>Collects the wrong rows of a list; names the first ones and counts the rest.</summary>
/// <param name="outcome">What did not happen, as a sentence.</param>
internal sealed class ListErrors(string outcome)
{
    private readonly List<string> _named = [];
    private int _count;

    public void Add(int row, string message)
    {
        if (_count++ < AssetList.MaxNamedRows) _named.Add(string.Create(CultureInfo.InvariantCulture, $"row {row}: {message}"));
    }

    /// <exception cref="ListException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_count == 0) return;
        var further = _count - _named.Count;
        throw new ListException($"{outcome} {string.Join(" ", _named)}"
            + (further > 0 ? $" Further rows refused: {further.ToString(CultureInfo.InvariantCulture)}." : ""));
    }
}
