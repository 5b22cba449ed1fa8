namespace Infusion.Rules.Documents;

/// <summary>A value type that may be left out; no is then something else than nothing.</summary>
internal sealed class NullableFormat(Format inner) : Format(inner)
{
    public override bool IsNothing(object? value) => value is null;
}
