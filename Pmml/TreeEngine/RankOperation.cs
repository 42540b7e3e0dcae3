using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// One decision of a tree, taken for 64 rows at once: where the rank in <see cref="Column"/> lies below <see cref="Threshold"/>, the result
/// is what stands in slot <see cref="Less"/>, elsewhere what stands in slot <see cref="NotLess"/>.
/// </summary>
/// <param name="Column">Column of ranks.</param>
/// <param name="Less">Slot; for a decision between two leaves the number of the left one, whose neighbour is the right one.</param>
/// <param name="NotLess">Slot.</param>
/// <param name="Threshold">Rank less 128, as signed bytes compare.</param>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly record struct RankOperation(ushort Column, ushort Less, ushort NotLess, sbyte Threshold);
