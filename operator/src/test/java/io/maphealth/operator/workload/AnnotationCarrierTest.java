package io.maphealth.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.maphealth.operator.inject.Pods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationCarrierTest {
    private static final String OURS = "{'manager':'maphealth','fieldsV1':{'f:spec':{'f:template':{'f:metadata':"
            + "{'f:annotations':{'f:maphealth.io/monitor':{}}}}}}}";

    private final AnnotationCarrier carrier =
            new AnnotationCarrier(new KubernetesClientBuilder().build(), new ObjectMapper());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            asked, not carried          | 'maphealth.io/monitor':'default'                                                  |                                                          | false | true
            carried                     | 'maphealth.io/monitor':'default'                                                  | 'maphealth.io/monitor':'default'                         | true  | false
            nearest wins                | 'maphealth.io/monitor':'default'                                                  | 'maphealth.io/monitor':'deep'                            | false | false
            changed after carrying      | 'maphealth.io/monitor':'deep'                                                     | 'maphealth.io/monitor':'default'                         | true  | true
            taken off after carrying    | 'other':'x'                                                                       | 'maphealth.io/monitor':'default'                         | true  | true
            only in the template        | 'other':'x'                                                                       | 'maphealth.io/monitor':'default'                         | false | false
            one more wish               | 'maphealth.io/monitor':'default','maphealth.io/interval':'5s'                     | 'maphealth.io/monitor':'default'                         | true  | true
            a wish without a monitor    | 'maphealth.io/interval':'5s'                                                      |                                                          | false | false
            nothing at all              | 'other':'x'                                                                       |                                                          | false | false
            """)
    void whatIsAskedForAndNotInTheTemplateIsDue(
            String shape, String own, String template, boolean carried, boolean due) {
        Workload workload = new Workload(Pods.parse(
                "{'kind':'Deployment','metadata':{'annotations':{%s},'managedFields':[%s]},'spec':{'template':{'metadata':{'annotations':{%s}}}}}"
                        .formatted(own, carried ? OURS : "", template == null ? "" : template)));

        assertThat(carrier.isDue(workload)).as(shape).isEqualTo(due);
    }
}
