using System.Runtime.InteropServices;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>Owns a DMatrix.</summary>
internal sealed class MatrixHandle : SafeHandle
{
    public MatrixHandle(nint handle) : base(nint.Zero, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == nint.Zero;

    protected override bool ReleaseHandle() => LibXgboost.XGDMatrixFree(handle) == 0;
}
