using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>How a medicine stands: as its name alone, or as an object that may say more of it.</summary>
internal sealed class StatedMedicineFormat() : Format<StatedMedicine>(StatedMedicine.Fields.All.Format)
{
    public override object? Read(LocatedValue at) => !at.Is(LocatedKind.String) && !at.HasMember("other") ? base.Read(at)
        : RecordFormats.Name.TryRead(at, out StatedName name) ? (StatedMedicine)name
        : null;

    public override void Describe(Utf8JsonWriter schema, bool orNull) => Schema.WriteAnyOf(
        schema, orNull, static one => RecordFormats.Name.Describe(one, orNull: false), one => base.Describe(one, orNull: false));
}
