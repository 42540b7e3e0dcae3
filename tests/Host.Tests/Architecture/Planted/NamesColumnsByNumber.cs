using Maintenance.Core.Tables;

namespace Maintenance.Host.Tests.Architecture.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal static class NamesColumnsByNumber
{
    public static void Add(TableBatch batch)
    {
        batch.Column<long>(3).Add(0);
        batch.Column<string?>(4).Add(null);
    }
}
