using System.Runtime.InteropServices;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>Owns a Booster.</summary>
internal sealed class BoosterHandle : SafeHandle
{
    public BoosterHandle(nint handle) : base(nint.Zero, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == nint.Zero;

    protected override bool ReleaseHandle() => LibXgboost.XGBoosterFree(handle) == 0;
}
