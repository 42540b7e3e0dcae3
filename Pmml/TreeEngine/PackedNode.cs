using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// A node in eight bytes: a row moves <see cref="Less"/> nodes ahead, and one more when its value is at or above the threshold. A leaf's
/// threshold is NaN, which nothing reaches, and it moves 0 ahead.
/// </summary>
/// <param name="Threshold">Threshold; NaN for a leaf.</param>
/// <param name="Column">Column of a spread row (<see cref="PackedWalk.Spread"/>).</param>
/// <param name="Less">Nodes ahead; 0 for a leaf.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct PackedNode(float Threshold, ushort Column, ushort Less);
