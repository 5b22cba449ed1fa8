using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A value with a short form, in which its one part stands alone, and a full one.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="alone">How the part stands alone.</param>
/// <param name="full">How every other value stands.</param>
internal abstract class AloneOrFullFormat<T>(Format alone, Format full) : Format<T>
{
    public sealed override string Unit => alone.Unit;

    public sealed override void Write(DocumentWriter json, object value)
    {
        if (AloneOf((T)value) is { } part)
        {
            alone.Write(json, part);
        }
        else
        {
            full.Write(json, value);
        }
    }

    public sealed override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        schema.WriteStartArray("oneOf");
        schema.WriteStartObject();
        alone.Describe(schema, orNull);
        schema.WriteEndObject();
        schema.WriteStartObject();
        full.Describe(schema, orNull: false);
        schema.WriteEndObject();
        schema.WriteEndArray();
    }

    /// <summary>What stands alone for a value; <c>null</c> where it is written in full.</summary>
    protected abstract object? AloneOf(T value);
}
