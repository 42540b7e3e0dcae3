using Maintenance.Core.Ports;
using Maintenance.MlNet;

namespace Maintenance.Host.Composition;

/// <summary>Model formats other than PMML.</summary>
internal static class ModelReaders
{
    public static IReadOnlyList<IModelReader> All { get; } = [new MlNetModelReader()];
}
