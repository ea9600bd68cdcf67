package org.example.garden

import io.agroal.api.AgroalDataSource
import io.quarkus.agroal.DataSource
import jakarta.persistence.EntityManager
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path

@Path("/plants")
class PlantResource(
    private val entities: EntityManager,
    @param:DataSource("weather") private val weather: AgroalDataSource,
) {
    @GET
    fun all(): List<Plant> = entities.createQuery("from Plant order by id", Plant::class.java).resultList

    @GET
    @Path("rain")
    fun rain(): Int =
        weather.connection.use { connection ->
            connection.createStatement().use { statement ->
                statement.executeQuery("select sum(millimetres) from rain").use { row ->
                    row.next()
                    row.getInt(1)
                }
            }
        }
}
