{{/* files/rules.yaml with the values in its places, and without the alerts that are turned off */}}
{{- define "maphealth.rules" -}}
{{- $text := .Files.Get "files/rules.yaml" -}}
{{- $text = $text | replace "${namespace}" .Release.Namespace | replace "${team}" .Values.alerts.team | replace "${runbooks}" .Values.alerts.runbooks -}}
{{- range $alert, $rule := .Values.alerts.rules -}}
  {{- range $key, $value := $rule -}}
    {{- $text = $text | replace (printf "${%s.%s}" $alert $key) (toString $value) -}}
  {{- end -}}
{{- end -}}
{{- $groups := list -}}
{{- range (fromYaml $text).groups -}}
  {{- $rules := list -}}
  {{- range .rules -}}
    {{- if or (not .alert) (dig .alert "enabled" false $.Values.alerts.rules) -}}
      {{- $rules = append $rules . -}}
    {{- end -}}
  {{- end -}}
  {{- $groups = append $groups (dict "name" .name "rules" $rules) -}}
{{- end -}}
{{- toYaml (dict "groups" $groups) -}}
{{- end -}}

{{/* key=value, separated by commas */}}
{{- define "maphealth.labelList" -}}
{{- $pairs := list -}}
{{- range $key, $value := . }}{{ $pairs = append $pairs (printf "%s=%s" $key $value) }}{{ end -}}
{{- join "," $pairs -}}
{{- end -}}

{{/* names, separated by commas */}}
{{- define "maphealth.enabledAlerts" -}}
{{- $names := list -}}
{{- range $alert, $rule := .Values.alerts.rules -}}
  {{- if $rule.enabled }}{{ $names = append $names $alert }}{{ end -}}
{{- end -}}
{{- join "," $names -}}
{{- end -}}
