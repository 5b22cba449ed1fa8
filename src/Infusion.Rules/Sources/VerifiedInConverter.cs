using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Sources;

/// <summary>Only the names count: a number would let an unknown value through.</summary>
internal sealed class VerifiedInConverter() : JsonStringEnumConverter<VerifiedIn>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
